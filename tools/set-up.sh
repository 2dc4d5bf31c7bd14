#!/usr/bin/env bash
# Makes .venv and installs MemNet GUI into it, editable; returns at once where that has been done.
# Usage: tools/set-up.sh [EXTRA], an extra of pyproject.toml such as dev.
# PYTHON names the interpreter to build on; without it, .venv keeps the one it has.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

extra=${1-}
venv_python=.venv/bin/python

stop() {
    echo "$*" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

version_of() {
    "$1" -c 'import sys; print(sys.version)' 2>/dev/null
}

find_python() {
    local candidate
    if [[ -n ${PYTHON-} ]]; then
        command -v "$PYTHON" >/dev/null || stop "PYTHON names $PYTHON, which is not there: install it or name another."
        is_new_enough "$PYTHON" || stop "MemNet GUI needs Python 3.11 or newer and $PYTHON is older: name another, for example PYTHON=python3.12 make run"
        echo "$PYTHON"
        return
    fi
    for candidate in python3 python3.13 python3.12 python3.11; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "MemNet GUI needs Python 3.11 or newer and found none: install one (on Debian and Ubuntu: apt-get install python3 python3-venv), then name it if need be: PYTHON=python3.12 make run"
}

# What the installation depends on: it is repeated when any of this changes.
print_state() {
    version_of "$venv_python"
    cat pyproject.toml constraints.txt
}

is_installed() {
    local stamp
    for stamp in ".venv/installed-$extra" .venv/installed-dev; do
        if [[ -f $stamp ]] && print_state | cmp -s - "$stamp"; then
            return 0
        fi
    done
    return 1
}

has_usable_venv() {
    is_new_enough "$venv_python" || return 1
    [[ -z ${PYTHON-} || $(version_of "$PYTHON") == "$(version_of "$venv_python")" ]] || return 1
    # The commands in .venv/bin name their folder: they break when the checkout moves.
    grep -qF "$(pwd -P)/.venv" .venv/bin/activate 2>/dev/null
}

make_venv() {
    local python
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "$python lacks the venv module: install it (on Debian and Ubuntu: apt-get install python3-venv), then run make again."
    "$python" -m venv --clear .venv
}

[[ -z ${PYTHON-} ]] || find_python >/dev/null
if has_usable_venv && is_installed; then
    exit 0
fi

echo "Setting up .venv: the first time this downloads PyTorch and Qt and takes some minutes."
{ has_usable_venv && "$venv_python" -m pip --version &>/dev/null; } || make_venv
"$venv_python" -m pip install --disable-pip-version-check --constraint constraints.txt \
    --editable ".${extra:+[$extra]}"
print_state >".venv/installed-$extra"
