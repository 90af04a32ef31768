'use strict';
// Driven by NodeContender: reads a job (JSON) from the file that the first argument names, loads everything, and then goes through all items
// once for every line of its standard input, `time` or `answers`; each time it writes one line of JSON.
const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');
const ort = require('onnxruntime-node');

const job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const [size, callers, threads] = job.way;

/** A class, or a text by CTC (best path), from the scores of one item. */
function read(reader, scores) {
  const { labels, blank, ctc } = reader;
  const classes = ctc ? labels.length + 1 : labels.length;
  let text = '';
  let previous = blank;
  for (let start = 0; start < scores.length; start += classes) {
    let best = 0;
    for (let i = 1; i < classes; i++) if (scores[start + i] > scores[start + best]) best = i;
    if (!ctc) return labels[best];
    if (best !== previous && best !== blank) text += labels[best < blank ? best : best - 1];
    previous = best;
  }
  return text.trimEnd();
}

/** Several loops over one pile. */
async function atOnce(count, work) {
  let next = 0;
  await Promise.all(Array.from({ length: callers }, async () => { while (next < count) await work(next++); }));
}

async function run(session, network, shape, data, calls, answers) {
  const output = (await session.run({ [network.input]: new ort.Tensor('float32', data, shape) }, [network.output]))[network.output];
  if (!network.reader) return;
  const each = output.data.length / calls.length;
  calls.forEach((call, i) => { answers[call] = read(network.reader, output.data.subarray(i * each, (i + 1) * each)); });
}

/** Tensors that are ready: each batch is a part of one file. */
function tensors(sessions) {
  const file = fs.readFileSync(job.data);
  const batches = job.batches.map(batch => ({
    ...batch, data: new Float32Array(file.buffer.slice(file.byteOffset + batch.offset, file.byteOffset + batch.offset + batch.length)),
  }));
  return async answers => atOnce(batches.length, async i => {
    const { network, shape, data, calls } = batches[i];
    await run(sessions[network], job.networks[network], shape, data, calls, answers);
  });
}

/** Files in memory: decoded, resized and normalised with sharp, as its documentation does it. */
function images(sessions) {
  const sharp = require('sharp');
  sharp.concurrency(1);
  const files = job.files.map(file => fs.readFileSync(path.join(job.folder, file)));
  const { channels, width, height, factors, offsets, order } = job.input;
  async function decode(file, target, at, full) {
    const image = sharp(file).toColourspace(channels === 1 ? 'b-w' : 'srgb').removeAlpha();
    const content = width.max ? target.content : width;
    const pixels = await image.resize(content, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
    const each = pixels.length / (content * height);
    for (let channel = 0; channel < channels; channel++) {
      const from = order[channel];
      const plane = at + (channel * height * full);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < content; x++) {
          target.data[plane + (y * full) + x] = (pixels[(((y * content) + x) * each) + Math.min(from, each - 1)] * factors[channel]) + offsets[channel];
        }
      }
    }
  }
  const starts = Array.from({ length: Math.ceil(files.length / size) }, (_, i) => i * size);
  return async answers => atOnce(starts.length, async i => {
    const calls = [];
    for (let item = starts[i]; item < Math.min(files.length, starts[i] + size); item++) calls.push(item);
    let full = width;
    const target = {};
    if (width.max) {
      const meta = await sharp(files[calls[0]]).metadata();
      target.content = Math.min(width.max, Math.max(1, Math.ceil(meta.width * height / meta.height)));
      full = Math.min(width.max, Math.max(width.min, Math.ceil(target.content / width.step) * width.step));
    }
    const each = channels * height * full;
    target.data = new Float32Array(each * calls.length);
    await Promise.all(calls.map((call, at) => decode(files[call], target, at * each, full)));
    await run(sessions[0], job.networks[0], [calls.length, channels, height, full], target.data, calls, answers);
  });
}

async function main() {
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1 };
  const sessions = await Promise.all(job.networks.map(network => ort.InferenceSession.create(network.path, options)));
  const pass = job.batches ? tensors(sessions) : images(sessions);
  console.log(JSON.stringify({ ready: true }));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const answers = [];
    const started = process.hrtime.bigint();
    await pass(answers);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    console.log(JSON.stringify(line === 'answers' ? { seconds, answers: answers.map(answer => answer ?? null) } : { seconds }));
  }
}

main().catch(error => { console.error(error); process.exit(1); });
