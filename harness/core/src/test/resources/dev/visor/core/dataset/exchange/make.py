"""Writes the HDF5 files beside it as h5py writes by default: without checksums, so that what is
changed in them is not found before it is read. Needs h5py: python3 make.py"""

import os

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def file(name):
    return h5py.File(os.path.join(HERE, name), "w")


def pictures(rows, *shape):
    return np.arange(rows * int(np.prod(shape)), dtype=np.uint8).reshape(rows, *shape)


with file("minari.h5") as f:
    for e in range(2):
        episode = f.create_group("episode_%d" % e)
        episode.attrs["id"] = e
        episode.create_dataset("observations/pixels", data=pictures(3, 4, 4, 3), chunks=(2, 4, 4, 3))
        episode.create_dataset("observations/state", data=np.ones((3, 2)))
        episode.create_dataset("actions", data=np.zeros((2, 2), np.float32), maxshape=(None, 2))
        episode.create_dataset("rewards", data=np.arange(2.0))
        episode.create_dataset("terminations", data=np.array([False, True]))
        episode.create_dataset("truncations", data=np.array([False, False]))

with file("shard.h5") as f:
    f.create_dataset("observation", data=pictures(4, 3, 4, 4), compression="gzip", shuffle=True)
    f.create_dataset("action", data=np.zeros((4, 2), np.float32), compression="lzf")
    f.create_dataset("reward", data=np.zeros(4))
    f.create_dataset("discount", data=np.ones(4), fletcher32=True)
    f.create_dataset("step_type", data=np.array([0, 2, 0, 2]))

with file("flat.h5") as f:
    f.create_dataset("observations", data=pictures(5, 4, 4, 3))
    f.create_dataset("next_observations", data=pictures(5, 4, 4, 3))
    f.create_dataset("actions", data=np.zeros((5, 2), np.float32))
    f.create_dataset("rewards", data=np.zeros(5, np.float32))
    f.create_dataset("terminals", data=np.array([0, 0, 1, 0, 0], bool))
    f.create_dataset("timeouts", data=np.array([0, 0, 0, 0, 1], bool))

with file("cycle.h5") as f:
    f.create_dataset("actions", data=np.zeros((5, 2), np.float32))
    f["itself"] = f["/"]

with file("cycles.h5") as f:
    f.create_dataset("actions", data=np.zeros((5, 2), np.float32))
    for i in range(24):
        f["itself%d" % i] = f["/"]

with file("links.h5") as f:
    f["actions"] = h5py.ExternalLink("flat.h5", "/actions")
    f["rewards"] = h5py.SoftLink("/actions")

with file("types.h5") as f:
    f.create_dataset("observations", data=pictures(2, 4, 4, 3))
    f.create_dataset("next_observations", data=pictures(2, 4, 4, 3))
    f.create_dataset("actions", data=np.array([["a", "b"], ["c", "d"]], dtype="S1"))
    f.create_dataset("rewards", data=np.zeros(2, np.float32))
    f.create_dataset("terminals", data=np.array([0, 1], np.int8))

with file("claims.h5") as f:
    rows = 1 << 40
    f.create_dataset("observations", (rows, 4, 4, 3), np.uint8, chunks=(1, 4, 4, 3))
    f.create_dataset("actions", (rows, 2), np.float32, chunks=(1, 2))
    f.create_dataset("rewards", (rows,), np.float32, chunks=(1,))
    f.create_dataset("terminals", (rows,), np.int8, chunks=(1,))

with file("chunk.h5") as f:
    rows = 5
    f.create_dataset("observations", (rows, 4, 4, 3), np.uint8, chunks=(5, 4, 4, 3))
    f.create_dataset("actions", (rows, 2), np.float32, chunks=(5, 2))
    f.create_dataset("rewards", (rows,), np.float32, chunks=(5,))
    huge = f.create_dataset("terminals", (rows,), np.int8, chunks=(1 << 29,), maxshape=(None,),
                            compression="gzip")
    huge.id.write_direct_chunk((0,), b"x" * 64)
