"""What of torch goes into the one-folder build, in place of PyInstaller's own hook.

That one takes every file and module of torch, with its compiler, C++ tests and sources.
"""

from pathlib import Path

from PyInstaller.utils.hooks import collect_submodules, get_package_paths

_TORCH = Path(get_package_paths("torch")[1])

# torch imports these by name, which reading its code does not find.
hiddenimports = collect_submodules("torch._dynamo.polyfills")
binaries = [
    (str(library), "torch/lib")
    for library in (_TORCH / "lib").glob("*.so*")
    if "test" not in library.name and "backend_with_compiler" not in library.name
]
# torch does not start without it.
binaries.append((str(_TORCH / "bin" / "torch_shm_manager"), "torch/bin"))
# torch looks for its libraries beside the one that is loaded, not beside a link to it.
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
# torch reads the comments of its settings and compiles some functions from their sources.
module_collection_mode = {
    "torch": "pyz+py",
    "torch._inductor": "pyz",
    "torch._inductor.config": "pyz+py",
}
