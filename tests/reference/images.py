"""Writes tests/reference/images.json: distances of sets of vectors, by the authors' code.

FID and KID come from clean-fid 0.1.35 (GaParmar/clean-fid, e88c4d6), precision, recall, density and coverage from prdc (clovaai/
generative-evaluation-prdc, e320c1d), run with scipy 1.10.1 and scikit-learn 1.2.1 (Debian). Both are read from git at the time of the run: of
clean-fid only the two functions, so that it needs no torch. Its kernel_distance draws subsets without replacement: both sets have the same size, so that the
only subset is the whole set, and its value the unbiased estimate. "exact" is the Fréchet distance from the singular values of the
centred data, which has no trouble with singular covariances.

/usr/bin/python3 tests/reference/images.py /work/.mirror/GaParmar+clean-fid/repo /work/.mirror/clovaai+generative-evaluation-prdc/repo \
    > tests/reference/images.json
"""
import ast
import contextlib
import io
import json
import subprocess
import sys
import warnings

import numpy as np
import scipy
import sklearn
from scipy import linalg

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20240613)


def source(repository, commit, path):
    return subprocess.run(["git", f"--git-dir={repository}", "show", f"{commit}:{path}"], capture_output=True, check=True, text=True).stdout


def functions(text, names, scope):
    tree = ast.parse(text)
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in names]
    exec(compile(tree, "reference", "exec"), scope)
    return [scope[name] for name in names]


frechet_distance, kernel_distance = functions(
    source(sys.argv[1], "e88c4d6", "cleanfid/fid.py"), ["frechet_distance", "kernel_distance"], {"np": np, "linalg": linalg, "ndarray": np.ndarray})
prdc = {}
exec(source(sys.argv[2], "e320c1d", "prdc/prdc.py").replace("n_jobs=8", "n_jobs=1"), prdc)


def exact(real, fake):
    left, right = ((x - x.mean(axis=0)) / np.sqrt(len(x) - 1) for x in (real, fake))
    shift = real.mean(axis=0) - fake.mean(axis=0)
    return shift @ shift + (left ** 2).sum() + (right ** 2).sum() - 2 * np.linalg.svd(left @ right.T, compute_uv=False).sum()


def case(real, fake, k):
    real, fake = (np.float32(np.round(x, 2)).astype(np.float64) for x in (real, fake))
    row = {"real": np.round(real, 2).tolist(), "fake": np.round(fake, 2).tolist(), "neighbours": k, "exact": float(exact(real, fake))}
    row["isFullRank"] = bool(min(np.linalg.matrix_rank(np.atleast_2d(np.cov(x, rowvar=False))) for x in (real, fake)) == real.shape[1])
    with contextlib.redirect_stdout(io.StringIO()):
        row["fid"] = float(frechet_distance(real.mean(axis=0), np.cov(real, rowvar=False), fake.mean(axis=0), np.cov(fake, rowvar=False)))
        row["kid"] = float(kernel_distance(real, fake, num_subsets=3)) if len(real) == len(fake) else None
        if min(len(real), len(fake)) > k + 1:  # one more than the definition needs, for numpy.argpartition
            row["manifold"] = {name: float(value) for name, value in prdc["compute_prdc"](real, fake, k).items()}
    return row


def cases():
    for i in range(200):
        dimensions, k = int(rng.integers(1, 9)), int(rng.choice([1, 3, 5]))
        n = int(rng.integers(2, 26))
        m = n if i % 2 == 0 else int(rng.integers(2, 26))
        mixing = rng.normal(0, 1, (dimensions, dimensions))
        real = rng.normal(0, 1, (n, dimensions)) @ mixing
        fake = rng.normal(rng.normal(0, 0.5), rng.uniform(0.5, 1.5), (m, dimensions)) @ mixing
        if i % 5 == 1:  # lattices: many equal distances
            real, fake = np.round(real), np.round(fake)
        if i % 10 == 2:
            fake = real.copy()
        if i % 10 == 4:  # one image many times
            fake[1:] = fake[0]
        yield case(real, fake, k)
    yield case(rng.normal(0, 1, (70, 20)), rng.normal(0.3, 1.2, (70, 20)), 5)
    yield case(rng.normal(0, 1, (30, 40)), rng.normal(0.3, 1.2, (25, 40)), 5)
    yield case(rng.normal(5, 2, (150, 3)), rng.normal(5.2, 2, (140, 3)), 5)


json.dump({"scipy": scipy.__version__, "scikitLearn": sklearn.__version__, "cases": list(cases())}, sys.stdout, separators=(",", ":"))
