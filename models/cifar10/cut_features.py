"""Make a model of features from the classifier cifar10-cnn: its output before the last layer.

usage: python3 cut_features.py ../cifar10-cnn/1/model.onnx OUT.onnx
Needs onnx (Debian: python3-onnx). Output model: image[batch,3,32,32] float32, RGB in 0..1 -> features[batch,64].
"""
import sys

import onnx
from onnx import helper, numpy_helper
from onnx.utils import Extractor


def main(source, out):
    model = onnx.load(source)
    last = next(node for node in reversed(model.graph.node) if node.op_type == "Gemm")
    features = last.input[0]
    width = next(numpy_helper.to_array(weights).shape[1] for weights in model.graph.initializer if weights.name == last.input[1])
    model.graph.value_info.append(helper.make_tensor_value_info(features, onnx.TensorProto.FLOAT, ["batch", width]))
    part = Extractor(model).extract_model(["image"], [features])
    for node in part.graph.node:
        node.output[:] = ["features" if name == features else name for name in node.output]
    part.graph.output[0].name = "features"
    onnx.checker.check_model(part)
    onnx.save(part, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
