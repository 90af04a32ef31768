import { ServiceBusClient } from '@azure/service-bus';

/** Connects, calls, closes; errors of the client fail at once instead of being retried. */
export async function withClient({ connectionString }, call) {
  const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 15000 } });
  try {
    return await call(client);
  } finally {
    await client.close();
  }
}

/** Receives a number of messages, or fewer when no more come. */
export async function receive(receiver, count, maxWaitTimeInMs = 5000) {
  const messages = [];
  while (messages.length < count) {
    const some = await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs });
    if (some.length === 0) {
      break;
    }
    messages.push(...some);
  }
  return messages;
}

/** The code and message of what a call throws; null when it does not. */
export async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { code: error.code ?? error.name, message: error.message };
  }
}

/** What tests look at of a received message. */
export function describe(message) {
  return {
    messageId: message.messageId,
    body: Buffer.isBuffer(message.body) ? message.body.toString('base64') : message.body,
    deliveryCount: message.deliveryCount,
    sequenceNumber: message.sequenceNumber?.toNumber(),
    enqueuedSequenceNumber: message.enqueuedSequenceNumber,
    state: message.state,
    applicationProperties: message.applicationProperties ?? {},
    deadLetterReason: message.deadLetterReason,
    deadLetterErrorDescription: message.deadLetterErrorDescription,
    deadLetterSource: message.deadLetterSource,
  };
}
