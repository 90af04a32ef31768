import { setTimeout as delay } from 'node:timers/promises';
import { ServiceBusClient } from '@azure/service-bus';

const connect = (connectionString) => new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 5000 } });

/** Calls with a client, and with a new one whenever the old one fails, until told to stop. */
async function keepTrying(connectionString, isOver, call) {
  while (!isOver()) {
    const client = connect(connectionString);
    try {
      await call(client);
    } catch {
      await delay(50);
    }
    await Promise.race([client.close().catch(() => {}), delay(1000)]);
  }
}

/**
 * Sends and receives all the time, over every crash of the endpoint, until a line comes in; then receives what is left.
 * Writes a line after every hundred acknowledged messages.
 */
export async function overCrashes({ connectionString, queue, senders, receivedAtOnce }, lines) {
  const seen = { attempted: 0, acknowledged: [], received: [], completed: [], again: [] };
  const completed = new Set();
  let [stopping, empty] = [false, false];
  lines.once('line', () => { stopping = true; });

  const sending = keepTrying(connectionString, () => stopping, async (client) => {
    const sender = client.createSender(queue);
    await Promise.all(Array.from({ length: senders }, async () => {
      while (!stopping) {
        const id = seen.attempted++;
        await sender.sendMessages({ body: id, messageId: String(id) });
        if (seen.acknowledged.push(id) % 100 === 0) {
          console.log(seen.acknowledged.length);
        }
      }
    }));
  });
  const receiving = keepTrying(connectionString, () => empty, async (client) => {
    const receiver = client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
    while (!empty) {
      const messages = await receiver.receiveMessages(receivedAtOnce, { maxWaitTimeInMs: 1000 });
      empty = stopping && messages.length === 0 && (await receiver.peekMessages(1)).length === 0;
      seen.again.push(...messages.map((message) => message.body).filter((id) => completed.has(id)));
      seen.received.push(...messages.map((message) => message.body));
      await Promise.all(messages.map(async (message) => {
        await receiver.completeMessage(message);
        completed.add(message.body);
        seen.completed.push(message.body);
      }));
    }
  });
  await sending;
  await receiving;
  return seen;
}

const size = 1024;

/** Runs a number of calls, some at once, and returns how many there were in a second. */
async function rate(count, atOnce, each, perCall = 1) {
  let next = 0;
  const begin = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < count) {
      next += perCall;
      await each();
    }
  }));
  return count / ((performance.now() - begin) / 1000);
}

/** Messages of 1 KiB sent in a second: one by one, 64 in parallel, and in batches of 100 of which several are under way. */
export async function send({ connectionString, queue, count, parallel, batch, batchesAtOnce }) {
  const client = connect(connectionString);
  const sender = client.createSender(queue);
  const message = () => ({ body: Buffer.alloc(size, 'x') });
  const one = () => sender.sendMessages(message());
  const many = () => sender.sendMessages(Array.from({ length: batch }, message));
  await rate(1000, 16, one);
  const rates = {
    oneByOne: await rate(Math.ceil(count / 10), 1, one),
    parallel: await rate(count, parallel, one),
    batches: await rate(count, batchesAtOnce, many, batch),
  };
  await client.close();
  return rates;
}

/** Messages received and completed in a second: one by one, by a subscriber with 64 calls at once, and 100 at a time. */
export async function receive({ connectionString, queue, count, parallel, batch }) {
  const client = connect(connectionString);
  const receiver = client.createReceiver(queue);
  const take = async (most) => {
    const messages = await receiver.receiveMessages(most, { maxWaitTimeInMs: 20000 });
    await Promise.all(messages.map((message) => receiver.completeMessage(message)));
    return messages.length;
  };
  const takeAll = async (total, atOnce) => {
    const begin = performance.now();
    for (let taken = 0; taken < total;) {
      taken += await take(Math.min(atOnce, total - taken));
    }
    return total / ((performance.now() - begin) / 1000);
  };
  await takeAll(1000, 50);
  const rates = { oneByOne: await takeAll(Math.ceil(count / 10), 1), batches: await takeAll(count, batch) };
  await receiver.close();
  rates.parallel = await subscribe(client, queue, count, parallel);
  await client.close();
  return rates;
}

async function subscribe(client, queue, count, parallel) {
  const receiver = client.createReceiver(queue);
  const begin = performance.now();
  let completed = 0;
  await new Promise((resolve, reject) => {
    receiver.subscribe({
      processMessage: async (message) => {
        await receiver.completeMessage(message);
        if (++completed === count) {
          resolve();
        }
      },
      processError: async ({ error }) => reject(error),
    }, { maxConcurrentCalls: parallel, autoCompleteMessages: false });
  });
  const seconds = (performance.now() - begin) / 1000;
  await receiver.close();
  return count / seconds;
}
