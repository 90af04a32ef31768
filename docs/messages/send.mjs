// Sends one request to Winnow and waits for its event. Needs: npm install @azure/service-bus
//
//   node send.mjs ingest '{ "dataset": "scans", "prefix": "https://account.blob.core.windows.net/raw/2026/" }'
//   node send.mjs label  '{ "dataset": "scans", "model": "digits-cnn" }'
//
// WINNOW_SERVICE_BUS: the connection string; 'winnow up' prints that of the local endpoint.
import { createHash, randomUUID } from "node:crypto";
import { ServiceBusClient } from "@azure/service-bus";

const [type, body, messageId = randomUUID()] = process.argv.slice(2);
const [kind, end] = {
  ingest: ["ingestion", "items.ingested"],
  annotate: ["ingestion", "items.ingested"],
  label: ["labelling", "labels.created"],
  evaluate: ["evaluation", "evaluation.completed"],
  snapshot: ["snapshot", "version.created"],
}[type];

const client = new ServiceBusClient(process.env.WINNOW_SERVICE_BUS);
const sender = client.createSender("winnow-requests");
await sender.sendMessages({
  body: JSON.parse(body),
  contentType: "application/json",
  messageId, // the idempotency key: the same id is the same request, however often it is sent
  correlationId: messageId, // comes back in the events
  applicationProperties: { type, "schema-version": "1.0" },
});
console.error(`sent ${messageId}`);

// The id of the run derives from the message id, so that a sender knows what its events will be about.
const run = createHash("sha256").update(`${kind}\n${messageId}`).digest("hex").slice(0, 32);
const subject = `${kind}s/${run}`;

// A team of its own has a subscription of its own, and takes everything out of it that it gets.
const receiver = client.createReceiver("winnow-events", process.env.WINNOW_SUBSCRIPTION ?? "all");
for await (const message of receiver.getMessageIterator()) {
  const event = typeof message.body === "string" ? JSON.parse(message.body) : message.body;
  await receiver.completeMessage(message);
  if (event.subject === subject && (event.type === end || event.type === "run.failed")) {
    console.log(JSON.stringify(event));
    process.exitCode = event.type === end ? 0 : 1;
    break;
  }
}

await receiver.close();
await sender.close();
await client.close();
