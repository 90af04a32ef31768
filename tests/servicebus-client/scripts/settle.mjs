import { setTimeout as delay } from 'node:timers/promises';
import Long from 'long';
import { describe, failure, receive, withClient } from './common.mjs';

const send = (client, queue, ...bodies) => client.createSender(queue).sendMessages(bodies.map((body) => ({ body, messageId: String(body) })));

/** Each way to settle, and what is left afterwards. */
export const everyWay = (options) => withClient(options, async (client) => {
  await send(client, options.queue, 'complete', 'abandon', 'defer', 'dead-letter');
  const receiver = client.createReceiver(options.queue);
  const first = await receive(receiver, 4);
  await receiver.completeMessage(first[0]);
  await receiver.abandonMessage(first[1], { why: 'not now', times: 1 });
  await receiver.deferMessage(first[2], { until: 'later' });
  await receiver.deadLetterMessage(first[3], { deadLetterReason: 'Reason', deadLetterErrorDescription: 'Description', extra: 5 });
  const again = await receive(receiver, 2, 700);
  const deferred = await receiver.receiveDeferredMessages(first[2].sequenceNumber);
  await receiver.completeMessage(again[0]);
  await receiver.completeMessage(deferred[0]);
  const deadLetters = client.createReceiver(options.queue, { subQueueType: 'deadLetter' });
  const dead = await receive(deadLetters, 2, 700);
  const deadTwice = await failure(() => deadLetters.deadLetterMessage(dead[0]));
  return {
    again: again.map(describe),
    deferred: deferred.map(describe),
    dead: dead.map(describe),
    deadTwice,
    left: (await receiver.peekMessages(10)).length,
    leftDead: (await deadLetters.peekMessages(10)).length,
  };
});

/** A deferred message: abandoned it stays deferred, and its number can be wrong. */
export const deferred = (options) => withClient(options, async (client) => {
  await send(client, options.queue, 'one', 'two');
  const receiver = client.createReceiver(options.queue);
  const [one, two] = await receive(receiver, 2);
  await receiver.deferMessage(one);
  await receiver.deferMessage(two);
  const [again] = await receiver.receiveDeferredMessages(one.sequenceNumber);
  const whileLocked = await failure(() => receiver.receiveDeferredMessages(one.sequenceNumber));
  await receiver.abandonMessage(again);
  const inQueue = (await receive(receiver, 1, 700)).length;
  const [third] = await receiver.receiveDeferredMessages(one.sequenceNumber);
  await receiver.deadLetterMessage(third, { deadLetterReason: 'late' });
  const deleting = client.createReceiver(options.queue, { receiveMode: 'receiveAndDelete' });
  const [gone] = await deleting.receiveDeferredMessages(two.sequenceNumber);
  const unknown = await failure(() => receiver.receiveDeferredMessages([two.sequenceNumber, Long.fromNumber(999999)]));
  const dead = await receive(client.createReceiver(options.queue, { subQueueType: 'deadLetter', receiveMode: 'receiveAndDelete' }), 1);
  return { again: describe(again), whileLocked, inQueue, third: describe(third), gone: describe(gone), unknown, dead: dead.map(describe) };
});

/** Abandons a message until it is a dead letter. */
export const maxDeliveryCount = (options) => withClient(options, async (client) => {
  await send(client, options.queue, 'poison');
  const receiver = client.createReceiver(options.queue);
  const counts = [];
  for (let [message] = await receive(receiver, 1); message; [message] = await receive(receiver, 1, 700)) {
    counts.push(message.deliveryCount);
    await receiver.abandonMessage(message);
  }
  const dead = await receive(client.createReceiver(options.queue, { subQueueType: 'deadLetter', receiveMode: 'receiveAndDelete' }), 1);
  return { counts, dead: dead.map(describe) };
});

/** A lock that is renewed outlasts its time; one that is not is lost. */
export const locks = (options) => withClient(options, async (client) => {
  await send(client, options.queue, 'renewed');
  const receiver = client.createReceiver(options.queue, { maxAutoLockRenewalDurationInMs: 0 });
  const [renewed] = await receive(receiver, 1);
  const before = renewed.lockedUntilUtc;
  let after;
  for (let times = 0; times < 3; times++) {
    await delay(options.lockMilliseconds * 0.4);
    after = await receiver.renewMessageLock(renewed);
  }
  await receiver.completeMessage(renewed);

  await send(client, options.queue, 'lost');
  const [lost] = await receive(receiver, 1);
  const [again] = await receive(receiver, 1, options.lockMilliseconds + 5000);
  const errors = [
    await failure(() => receiver.completeMessage(lost)),
    await failure(() => receiver.renewMessageLock(lost)),
  ];
  await receiver.completeMessage(again);
  return { later: after > before, again: describe(again), errors, left: (await receiver.peekMessages(10)).length };
});

/** Messages that are deleted as they are received. */
export const receiveAndDelete = (options) => withClient(options, async (client) => {
  await send(client, options.queue, 'a', 'b', 'c');
  const receiver = client.createReceiver(options.queue, { receiveMode: 'receiveAndDelete' });
  const two = await receive(receiver, 2);
  return { two: two.map(describe), left: (await receiver.peekMessages(10)).map(describe) };
});
