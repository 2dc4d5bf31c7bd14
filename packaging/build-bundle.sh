#!/usr/bin/env bash
# Builds the one-folder program for Linux, which needs no Python: build/memnet-gui/memnet-gui.
# Fails where the folder is larger than LIMIT_MB. Needs binutils, and a Python that comes with its
# shared library.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

LIMIT_MB=920
venv=build/bundle-venv
bundle=build/memnet-gui

size_mb() {
    du --apparent-size --block-size=MB --summarize "$@"
}

# Not .venv: what tests and style checks need must not get into the build.
[[ -x $venv/bin/python ]] || "${PYTHON:-.venv/bin/python}" -m venv "$venv"
install=("$venv/bin/pip" install --quiet --disable-pip-version-check)
"${install[@]}" --constraint constraints.txt --requirement packaging/pyinstaller/requirements.txt .
"${install[@]}" --no-deps --force-reinstall .  # a changed program keeps its version

"$venv/bin/pyinstaller" --noconfirm --log-level WARN --distpath build \
    --workpath build/pyinstaller packaging/pyinstaller/memnet-gui.spec

# A fifth of torch's library is names for debuggers. Others gain nothing, and some do not bear it.
strip --strip-unneeded "$bundle"/lib/torch/lib/libtorch_{cpu,python}.so \
    "$bundle"/lib/libpython3*.so*

size_mb "$bundle"/lib/* "$bundle/memnet-gui" | sort --reverse --numeric-sort | head -20
total=$(size_mb "$bundle" | cut --fields=1)
echo "$bundle: $total"
if ((${total%MB} > LIMIT_MB)); then
    echo "The build is larger than $LIMIT_MB MB: leave out what came in, or raise LIMIT_MB in $0." >&2
    exit 1
fi
