import { setTimeout as delay } from 'node:timers/promises';
import rhea from 'rhea';
import { describe, failure, receive, withClient } from './common.mjs';

/** Connects, sends, receives and closes, many times in a row. */
export const inARow = async (options) => {
  for (let connection = 0; connection < options.count; connection++) {
    await withClient(options, async (client) => {
      await client.createSender(options.queue).sendMessages({ body: connection });
      if (connection % 10 === 0) {
        await receive(client.createReceiver(options.queue, { receiveMode: 'receiveAndDelete' }), 1);
      }
    });
  }
  return options.count;
};

/** Locks messages, says so, and waits to be killed. */
export const lockAndWait = (options) => withClient(options, async (client) => {
  const messages = await receive(client.createReceiver(options.queue), options.count);
  console.log(JSON.stringify(messages.map(describe)));
  await delay(60000);
});

/** Receives and completes a number of messages. */
export const receiveAll = (options) => withClient(options, async (client) => {
  const receiver = client.createReceiver(options.queue);
  const messages = await receive(receiver, options.count, options.wait ?? 5000);
  for (const message of messages) {
    await receiver.completeMessage(message);
  }
  return messages.map(describe);
});

/** What a client with wrong credentials hears, when it sends and when it receives. */
export const refused = (options) => withClient(options, async (client) => ({
  send: await failure(() => client.createSender(options.queue).sendMessages({ body: 1 })),
  receive: await failure(() => client.createReceiver(options.queue).receiveMessages(1, { maxWaitTimeInMs: 500 })),
}));

/** Attaches a sender and a receiver with plain AMQP, and says what came of it. */
export const plainAmqp = (options) => new Promise((resolve, reject) => {
  const container = rhea.create_container();
  const seen = { mechanism: null, events: [] };
  const end = (event) => {
    seen.events.push(event);
    connection.close();
    resolve(seen);
  };
  const connection = container.connect({ reconnect: false, ...options.connect });
  connection.on('connection_open', () => connection.open_sender({ target: options.target, autosettle: true }));
  connection.on('sendable', ({ sender }) => {
    seen.events.push('sendable');
    sender.send({ body: 'plain', message_id: 'plain' });
  });
  connection.once('accepted', () => connection.open_receiver({ source: options.source, credit_window: 1 }));
  connection.on('message', ({ message }) => end(`received ${message.message_id}`));
  for (const event of ['sender_error', 'receiver_error', 'connection_error']) {
    connection.on(event, (context) => end(`${event}: ${(context.sender ?? context.receiver ?? context.connection).error?.condition}`));
  }
  connection.on('rejected', ({ delivery }) => end(`rejected: ${delivery.remote_state.error.condition}`));
  connection.on('disconnected', (context) => (context.error ? reject(context.error) : end('disconnected')));
});
