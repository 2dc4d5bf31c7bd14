#!/usr/bin/env bash
# Tries the one-folder build as on a machine without Python, against the program of this checkout.
# Usage: packaging/check-bundle.sh [ROOT]
# ROOT is the folder of another Linux system (one that debootstrap made, say): with bubblewrap the
# build then sees that system alone, and no network. Without ROOT it sees this one, with an empty
# PATH and environment. Pictures of the window go to build/check/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

root=${1-}
bundle=$PWD/build/memnet-gui
work=$PWD/build/check
python=$PWD/.venv/bin/python
window_s=12
display=:97

rm -rf "$work"
mkdir -p "$work/home" "$work/photos"

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# Sets `command` to what runs the build: cage VARIABLE=VALUE ... -- ARGUMENT ...
cage() {
    local part variables=("HOME=$work/home" PATH=/nonexistent LANG=C.UTF-8)
    while [[ $1 != -- ]]; do
        variables+=("$1")
        shift
    done
    shift
    command=(env -i "${variables[@]}")
    if [[ -n $root ]]; then
        command+=(/usr/bin/bwrap --unshare-net --unshare-pid --die-with-parent --tmpfs /)
        for part in "$root"/*; do
            if [[ -L $part ]]; then
                command+=(--symlink "$(readlink "$part")" "/${part##*/}")
            else
                command+=(--ro-bind "$part" "/${part##*/}")
            fi
        done
        command+=(--proc /proc --dev /dev --ro-bind /sys /sys --tmpfs /tmp --ro-bind-try /tmp/.X11-unix /tmp/.X11-unix
            --tmpfs /home --ro-bind "$bundle" "$bundle" --bind "$work" "$work" --)
    fi
    command+=("$bundle/memnet-gui" "$@")
}

caged() {
    local command
    cage "$@"
    "${command[@]}"
}

from_source() {
    PYTHONPATH=$PWD HOME=$work/home "$python" -m memnet_gui "$@"
}

# Succeeds where the window stays open until it is ended, and nothing went wrong in it.
window_stays() {
    local command status=0
    cage "$@"
    "${command[@]}" >"$work/window.txt" 2>&1 &
    local window=$!
    sleep "$window_s"
    if [[ -n ${picture-} ]]; then
        DISPLAY=$display import -window root "$work/$picture"
    fi
    kill "$window" 2>/dev/null || status=$?
    wait "$window" || true
    ((status == 0)) || { cat "$work/window.txt" >&2; fail "the window did not stay open"; }
    ! grep -hE "ERROR|CRITICAL" "$work"/home/.local/state/memnet-gui/log/memnet-gui.log ||
        fail "the window's log has errors"
}

"$python" - "$work" <<'PHOTO'
import sys
from pathlib import Path

from PIL import Image
from skimage import data

for number in range(2):
    picture = Image.fromarray(data.astronaut()).crop((64, number, 256, 128 + number))
    picture.save(Path(sys.argv[1]) / "photos" / f"Straße {number}.png")
PHOTO
photo="$work/photos/Straße 0.png"

[[ -z $root || ! -e $root/usr/bin/python3 ]] || fail "$root has a Python"

echo "version"
[[ $(caged -- --version) == "$(from_source --version)" ]] || fail "another version"

echo "models"
shipped=$(find resources/weights -name '*.safetensors' | wc -l)
[[ $(caged -- models --json | grep -c '"file":') == "$shipped" ]] || fail "models are missing"

for backend in torch openvino; do
    echo "restore with $backend"
    caged -- restore "$photo" --output "$work/$backend.png" --backend "$backend" >/dev/null
    from_source restore "$photo" --output "$work/$backend-source.png" --backend "$backend" >/dev/null
    cmp "$work/$backend.png" "$work/$backend-source.png" || fail "another picture by $backend"
done

echo "other formats"
for suffix in jpg tif webp avif heic; do
    caged -- degrade "$photo" --output "$work/noisy.$suffix" --noise 20 >/dev/null
    caged -- restore "$work/noisy.$suffix" --output "$work/clean-$suffix.tif" >/dev/null
done

echo "a folder of photos"
caged -- restore "$work/photos" --output "$work/many" &>"$work/many.txt" ||
    { cat "$work/many.txt" >&2; fail "it does not restore folders"; }
(($(find "$work/many" -name '*.png' | wc -l) == 2)) || fail "photos of the folder are missing"

echo "evaluate, gates, benchmark"
caged -- evaluate "$work/photos" --noise 30 >/dev/null
caged -- evaluate "$work/photos" --noise 30 --model non-local-means >/dev/null
caged -- gates denoise-grey-fast --png "$work/gates.png" >/dev/null
caged -- benchmark --help >/dev/null

echo "import"
"$python" -c "import sys, torch; torch.save({'other.weight': torch.ones(2)}, sys.argv[1])" \
    "$work/other.pth"
said=$(caged -- import "$work/other.pth" --output "$work/imported.safetensors" 2>&1) &&
    fail "it imports anything"
[[ $said == *"weights of another network (such as other.weight)"* ]] || fail "import says: $said"
said=$(caged -- import "$bundle/memnet-gui" --output "$work/imported.safetensors" 2>&1) &&
    fail "it imports anything"
[[ $said == *"no file of weights that this program knows"* ]] || fail "import says: $said"

echo "export"
for form in openvino:.xml hugging-face:; do
    caged -- export denoise-grey-fast --format "${form%:*}" --output "$work/exported${form#*:}" \
        --predictions >/dev/null
done
for form in onnx:.onnx torch-export:.pt2; do
    said=$(caged -- export denoise-grey-fast --format "${form%:*}" \
        --output "$work/exported${form#*:}" 2>&1) && fail "it has what --format ${form%:*} needs"
    [[ $said == *"install MemNet GUI with pip"* ]] || fail "export --format ${form%:*} says: $said"
done

echo "train"
mkdir "$work/others"
mv "$work/photos/Straße 1.png" "$work/others/"
recipe=(train --task denoise --data "$work/photos" --validate "$work/others" --blocks 1
    --recursions 1 --filters 4 --steps 3 --patch 16 --batch 2)
caged -- "${recipe[@]}" --output "$work/trained.safetensors" &>"$work/train.txt" ||
    { cat "$work/train.txt" >&2; fail "it does not train"; }
said=$(caged -- "${recipe[@]}" --output "$work/other.safetensors" --compile 2>&1) &&
    fail "it compiles"
[[ $said == *"cannot compile networks"* ]] || fail "training with --compile says: $said"

echo "desktop entry"
caged -- desktop --install >/dev/null
grep -q "^Exec=\"$bundle/memnet-gui\"" "$work/home/.local/share/applications/memnet-gui.desktop" ||
    fail "the desktop entry starts something else"
caged -- desktop --remove >/dev/null

echo "window without a screen"
window_stays QT_QPA_PLATFORM=offscreen -- gui "$photo"

if command -v Xvfb >/dev/null && command -v import >/dev/null; then
    echo "window on a screen"
    Xvfb "$display" -screen 0 1600x1000x24 -nolisten tcp &>/dev/null &
    screen=$!
    trap 'kill $screen' EXIT
    sleep 2
    picture=window.png window_stays DISPLAY=$display -- gui "$photo"
    picture=restored.png window_s=40 window_stays DISPLAY=$display -- demo
fi
echo "The build works; see build/check/."
