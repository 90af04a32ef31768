import { describe, failure, receive, withClient } from './common.mjs';

/** One message with everything set. */
export const everything = (options) => withClient(options, async (client) => {
  await client.createSender(options.queue).sendMessages({
    body: { text: 'Grüße', number: 1.5, list: [1, null] },
    messageId: 'all-1',
    correlationId: 'correlation',
    subject: 'subject',
    to: 'to',
    replyTo: 'reply-to',
    replyToSessionId: 'reply-session',
    contentType: 'application/json',
    partitionKey: 'partition',
    timeToLive: 600000,
    applicationProperties: { text: 'ü', number: 2.5, whole: 7, yes: true, date: new Date(86400000) },
  });
  const receiver = client.createReceiver(options.queue);
  const [message] = await receive(receiver, 1);
  await receiver.completeMessage(message);
  return {
    ...describe(message),
    correlationId: message.correlationId,
    subject: message.subject,
    to: message.to,
    replyTo: message.replyTo,
    replyToSessionId: message.replyToSessionId,
    contentType: message.contentType,
    partitionKey: message.partitionKey,
    timeToLive: message.timeToLive,
    lockTokenLength: message.lockToken.length,
    lockedForSeconds: Math.round((message.lockedUntilUtc - message.enqueuedTimeUtc) / 1000),
  };
});

/** Bodies and message ids of every kind. */
export const kinds = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.queue);
  await sender.sendMessages({ body: Buffer.from([0, 1, 255]), messageId: 'binary' });
  await sender.sendMessages({ body: 'text', messageId: 42 });
  await sender.sendMessages({ body: [1, 2], messageId: Buffer.from('id') });
  await sender.sendMessages({ body: null });
  await sender.sendMessages({ bodyType: 'value', body: { deep: { er: 1 } }, messageId: 'value' });
  await sender.sendMessages({ bodyType: 'sequence', body: [[1], [2]], messageId: 'sequence' });
  const receiver = client.createReceiver(options.queue, { receiveMode: 'receiveAndDelete' });
  return (await receive(receiver, 6)).map(describe);
});

/** A batch as large as the endpoint allows, and what does not fit into it. */
export const batches = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.queue);
  const batch = await sender.createMessageBatch();
  const body = 'x'.repeat(1000);
  while (batch.tryAddMessage({ body, messageId: `b-${batch.count}`, subject: 'batched' }));
  await sender.sendMessages(batch);
  const receiver = client.createReceiver(options.queue, { receiveMode: 'receiveAndDelete' });
  const messages = await receive(receiver, batch.count);
  return {
    maxSize: batch.maxSizeInBytes,
    sent: batch.count,
    received: messages.map((message) => message.messageId),
    rising: messages.every((message, index) => index === 0 || message.sequenceNumber.gt(messages[index - 1].sequenceNumber)),
    subjects: [...new Set(messages.map((message) => message.subject))],
  };
});

/** A message that is too large is refused alone. */
export const tooLarge = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.queue);
  const error = await failure(() => sender.sendMessages({ body: Buffer.alloc(options.bytes) }));
  await sender.sendMessages({ body: 'small' });
  const received = await receive(client.createReceiver(options.queue, { receiveMode: 'receiveAndDelete' }), 1);
  return { error, received: received.map(describe) };
});

/** Names that are wrong in one way or another. */
export const wrongNames = (options) => withClient(options, async (client) => ({
  noSender: await failure(() => client.createSender('nowhere').sendMessages({ body: 1 })),
  noReceiver: await failure(() => client.createReceiver('nowhere').receiveMessages(1, { maxWaitTimeInMs: 1000 })),
  noPeek: await failure(() => client.createReceiver('nowhere').peekMessages(1)),
  toSubscription: await failure(() => client.createSender(`${options.topic}/Subscriptions/${options.subscription}`).sendMessages({ body: 1 })),
  fromTopic: await failure(() => client.createReceiver(options.topic).receiveMessages(1, { maxWaitTimeInMs: 1000 })),
  withSession: await failure(() => client.acceptSession(options.queue, 'session')),
}));

/** Sends ids one after the other and returns what arrives. */
export const ids = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.entity);
  for (const messageId of options.ids) {
    await sender.sendMessages({ body: 1, messageId });
  }
  const received = {};
  for (const name of options.receiveFrom) {
    const [topicOrQueue, subscription] = name.split('/Subscriptions/');
    const settings = { receiveMode: 'receiveAndDelete' };
    const receiver = subscription ? client.createReceiver(topicOrQueue, subscription, settings) : client.createReceiver(topicOrQueue, settings);
    received[name] = (await receive(receiver, options.ids.length, 700)).map((message) => message.messageId);
    await receiver.close();
  }
  return received;
});
