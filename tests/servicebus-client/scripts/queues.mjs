import { setTimeout as delay } from 'node:timers/promises';
import Long from 'long';
import { describe, failure, receive, withClient } from './common.mjs';

const numbered = (count) => Array.from({ length: count }, (_, index) => ({ body: index, messageId: `m-${index}` }));

/** Peeks at messages in every state. */
export const peek = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.queue);
  const receiver = client.createReceiver(options.queue);
  const empty = await receiver.peekMessages(5);
  await sender.sendMessages(numbered(4));
  await sender.scheduleMessages({ body: 'scheduled', messageId: 'scheduled' }, new Date(Date.now() + 3600000));
  const [locked, deferred] = await receive(receiver, 2);
  await receiver.deferMessage(deferred);
  const all = await receiver.peekMessages(10);
  const fromThird = await receiver.peekMessages(1, { fromSequenceNumber: all[2].sequenceNumber });
  await receiver.completeMessage(locked);
  return { empty: empty.length, all: all.map(describe), fromThird: fromThird.map(describe) };
});

/** Schedules messages, takes some back, and waits for the rest. */
export const schedule = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.queue);
  const receiver = client.createReceiver(options.queue, { receiveMode: 'receiveAndDelete' });
  const soon = new Date(Date.now() + 1500);
  const numbers = await sender.scheduleMessages([{ body: 'kept', messageId: 'kept' }, { body: 'cancelled' }], soon);
  await sender.sendMessages({ body: 'sent', messageId: 'sent', scheduledEnqueueTimeUtc: soon });
  await sender.sendMessages({ body: 'now', messageId: 'now' });
  await sender.cancelScheduledMessages(numbers[1]);
  const twice = await failure(() => sender.cancelScheduledMessages([numbers[1], Long.fromNumber(123456)]));
  const first = await receive(receiver, 1);
  const others = await receive(receiver, 2, 8000);
  return {
    first: first.map(describe),
    others: others.map(describe),
    early: others.some((message) => message.enqueuedTimeUtc < soon),
    twice,
    left: (await receiver.peekMessages(10)).length,
  };
});

/** Messages that outlive their time. */
export const timeToLive = (options) => withClient(options, async (client) => {
  const sent = {};
  for (const queue of options.queues) {
    await client.createSender(queue).sendMessages([{ body: 'short', timeToLive: 300 }, { body: 'long', timeToLive: 600000 }]);
    sent[queue] = {};
  }
  await delay(1500);
  for (const queue of options.queues) {
    const left = await receive(client.createReceiver(queue, { receiveMode: 'receiveAndDelete' }), 2, 700);
    const dead = await receive(client.createReceiver(queue, { subQueueType: 'deadLetter', receiveMode: 'receiveAndDelete' }), 1, 700);
    sent[queue] = { left: left.map(describe), dead: dead.map(describe) };
  }
  return sent;
});

/** A receiver that asked for more than there was has no claim on what comes later. */
export const drain = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.queue);
  const [first, second] = [client.createReceiver(options.queue), client.createReceiver(options.queue)];
  await sender.sendMessages(numbered(3));
  const early = await receive(first, 3);
  const none = [];
  for (let times = 0; times < 5; times++) {
    none.push((await first.receiveMessages(10, { maxWaitTimeInMs: 50 })).length);
  }
  await sender.sendMessages(numbered(3));
  const late = await receive(second, 3);
  return { early: early.length, none, late: late.map(describe) };
});

/** A subscriber with several calls at once, which are completed for it. */
export const subscribe = (options) => withClient(options, async (client) => {
  const sender = client.createSender(options.queue);
  await sender.sendMessages(numbered(options.count));
  const receiver = client.createReceiver(options.queue);
  const seen = [];
  let [running, most] = [0, 0];
  await new Promise((resolve, reject) => {
    receiver.subscribe({
      processMessage: async (message) => {
        most = Math.max(most, ++running);
        await delay(2);
        running--;
        // One in ten fails the first time, and so is abandoned.
        if (message.body % 10 === 0 && message.deliveryCount === 0) {
          throw new Error('not yet');
        }
        if (seen.push(message.body) === options.count) {
          resolve();
        }
      },
      processError: async ({ error, errorSource }) => {
        if (errorSource !== 'processMessageCallback') {
          reject(error);
        }
      },
    }, { maxConcurrentCalls: options.calls });
  });
  await receiver.close();
  return { seen: seen.sort((one, other) => one - other), most, left: (await client.createReceiver(options.queue).peekMessages(10)).length };
});

/** Every subscription of a topic has its own copy, and its own dead letters. */
export const topic = (options) => withClient(options, async (client) => {
  await client.createSender(options.topic).sendMessages({ body: 'event', messageId: 'event', applicationProperties: { type: 'made' } });
  const [one, other] = options.subscriptions.map((name) => client.createReceiver(options.topic, name));
  const [copy] = await receive(one, 1);
  await one.deadLetterMessage(copy, { deadLetterReason: 'unwanted' });
  const [second] = await receive(other, 1);
  await other.completeMessage(second);
  const [dead] = await receive(client.createReceiver(options.topic, options.subscriptions[0], { subQueueType: 'deadLetter' }), 1);
  const number = await client.createSender(options.topic).scheduleMessages({ body: 'later', messageId: 'later' }, new Date(Date.now() + 1000));
  const later = [await receive(one, 1), await receive(other, 1)];
  return { copies: [copy, second].map(describe), dead: describe(dead), scheduled: number.length, later: later.map(([message]) => describe(message)) };
});
