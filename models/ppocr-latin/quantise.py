#!/usr/bin/python3
"""Makes 8-bit variants of the line recogniser, dynamically quantised as ONNX Runtime's quantize_dynamic does it.

    /usr/bin/python3 models/ppocr-latin/quantise.py IN.onnx OUT.onnx MatMul[,Conv]

Needs python3-onnx (Debian; tried with 1.12.0). Weights become uint8, asymmetric, with one scale for each column of a matrix, or for each tensor of a convolution; activations are quantised while the model
runs, by DynamicQuantizeLinear. BatchNormalization is folded into the convolution before it, so that both models are the same but for the rounding.
The benchmark `inference --variants` runs this and compares; what came of it is said in bench/README.md.
"""
import sys

import numpy
import onnx
from onnx import helper, numpy_helper


def constants(graph):
    """Weights by name; in this file they are nodes of the kind Constant."""
    found = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant":
            found[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
    return found


def fold_normalisation(graph, weights):
    """Puts scale and offset of each BatchNormalization behind a Conv into that Conv."""
    readers = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    kept = []
    for node in graph.node:
        if node.op_type == "BatchNormalization" and node.input[0] in folded_outputs(graph, readers, weights):
            conv = next(n for n in graph.node if node.input[0] in n.output)
            scale, offset, mean, variance = (weights[name] for name in node.input[1:5])
            epsilon = next((a.f for a in node.attribute if a.name == "epsilon"), 1e-5)
            factor = scale / numpy.sqrt(variance + epsilon)
            bias = weights[conv.input[2]] if len(conv.input) > 2 else numpy.zeros_like(mean)
            weight, shift = conv.output[0] + ".folded_w", conv.output[0] + ".folded_b"
            weights[weight] = (weights[conv.input[1]] * factor.reshape(-1, 1, 1, 1)).astype(numpy.float32)
            weights[shift] = ((bias - mean) * factor + offset).astype(numpy.float32)
            graph.initializer.extend([numpy_helper.from_array(weights[name], name) for name in (weight, shift)])
            data = conv.input[0]
            del conv.input[:]
            conv.input.extend([data, weight, shift])
            conv.output[0] = node.output[0]
        else:
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)


def folded_outputs(graph, readers, weights):
    return {n.output[0] for n in graph.node if n.op_type == "Conv" and n.input[1] in weights and len(readers.get(n.output[0], [])) == 1}


def quantised(graph, weights, kinds):
    nodes, done = [], {}
    for node in graph.node:
        if node.op_type not in kinds or node.input[1] not in weights:
            nodes.append(node)
            continue
        data, out = node.input[0], node.output[0]
        if data not in done:
            done[data] = [data + suffix for suffix in (".q8", ".q8_scale", ".q8_zero")]
            nodes.append(helper.make_node("DynamicQuantizeLinear", [data], done[data]))
        weight = quantise_weight(graph, node.input[1], weights[node.input[1]])
        kind = {"MatMul": "MatMulInteger", "Conv": "ConvInteger"}[node.op_type]
        whole = helper.make_node(kind, [done[data][0], weight + ".q8", done[data][2], weight + ".q8_zero"], [out + ".q8_sum"])
        whole.attribute.extend(node.attribute)
        nodes.append(whole)
        nodes.append(helper.make_node("Cast", [out + ".q8_sum"], [out + ".q8_float"], to=onnx.TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [done[data][1], weight + ".q8_scale"], [out + ".q8_factor"]))
        bias = len(node.input) > 2
        nodes.append(helper.make_node("Mul", [out + ".q8_float", out + ".q8_factor"], [out + ".q8_scaled" if bias else out]))
        if bias:
            row = weights[node.input[2]].reshape(1, -1, 1, 1)
            graph.initializer.append(numpy_helper.from_array(row, out + ".q8_bias"))
            nodes.append(helper.make_node("Add", [out + ".q8_scaled", out + ".q8_bias"], [out]))
    del graph.node[:]
    graph.node.extend(nodes)


def quantise_weight(graph, name, values):
    if not any(i.name == name + ".q8" for i in graph.initializer):
        axis = 0 if values.ndim == 2 else None
        low, high = numpy.minimum(0, values.min(axis=axis)), numpy.maximum(0, values.max(axis=axis))
        scale = numpy.where(high > low, (high - low) / 255, 1).astype(numpy.float32)
        zero = numpy.rint(-low / scale).astype(numpy.uint8)
        rounded = numpy.clip(numpy.rint(values / scale) + zero, 0, 255).astype(numpy.uint8)
        for suffix, array in ((".q8", rounded), (".q8_scale", scale), (".q8_zero", zero)):
            graph.initializer.append(numpy_helper.from_array(numpy.asarray(array), name + suffix))
    return name


def main():
    source, target, kinds = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
    model = onnx.load(source)
    weights = constants(model.graph)
    fold_normalisation(model.graph, weights)
    quantised(model.graph, weights, kinds)
    used = {name for node in model.graph.node for name in node.input} | {output.name for output in model.graph.output}
    nodes = [node for node in model.graph.node if node.op_type != "Constant" or node.output[0] in used]
    initializers = [i for i in model.graph.initializer if i.name in used]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(initializers)
    onnx.save(model, target)


main()
