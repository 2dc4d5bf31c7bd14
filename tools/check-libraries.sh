#!/usr/bin/env bash
# Sees to the system libraries that Qt needs: installs what is missing with apt-get where that
# needs no password, else names the command; fails only where Qt cannot start.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Libraries in PySide6/Qt/plugins/platforms and the Debian packages that bring what they link to.
packages_of() {
    case $1 in
    offscreen) echo libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 ;;
    xcb) echo libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 ;;
    wayland) echo libwayland-client0 libwayland-cursor0 libwayland-egl1 ;;
    esac
}

# The platforms that Qt may choose here.
platforms() {
    echo offscreen
    [[ ${QT_QPA_PLATFORM-} != offscreen ]] || return 0
    [[ -z ${DISPLAY-} ]] || echo xcb
    [[ -z ${WAYLAND_DISPLAY-} ]] || echo wayland
}

print_missing() {
    ldd "$plugins/libq$1.so" 2>/dev/null | awk '/not found/ { print $1 }' | sort -u
}

can_install() {
    command -v apt-get >/dev/null && { [[ $EUID == 0 ]] || sudo -n true 2>/dev/null; }
}

install_packages() {
    local as_root=()
    [[ $EUID == 0 ]] || as_root=(sudo -n)
    "${as_root[@]}" apt-get update -qq || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -yqq --no-install-recommends "$@"
}

can_start_qt() {
    .venv/bin/python -c 'from PySide6.QtWidgets import QApplication; QApplication([])' &>/dev/null
}

command -v ldd >/dev/null || exit 0
plugins=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("platlib"))')/PySide6/Qt/plugins/platforms

missing=()
packages=()
for platform in $(platforms); do
    mapfile -t lacking < <(print_missing "$platform")
    if ((${#lacking[@]})); then
        missing+=("${lacking[@]}")
        read -ra needed <<<"$(packages_of "$platform")"
        packages+=("${needed[@]}")
    fi
done
((${#missing[@]})) || exit 0

if can_install; then
    echo "Installing the system libraries that Qt needs: ${packages[*]}"
    install_packages "${packages[@]}" && exit 0
fi
if command -v apt-get >/dev/null; then
    remedy="install them with: sudo apt-get install ${packages[*]}"
else
    remedy="install the system packages that bring them."
fi
echo "Qt misses system libraries (${missing[*]}); $remedy" >&2
can_start_qt
