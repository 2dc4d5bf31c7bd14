#!/usr/bin/env bash
# Trains the paper's network for several tasks side by side: alone, a run leaves a GPU idle for more
# than half of the time. Each goes on with its run, where that was interrupted, else from the full model
# that ships, or else grows out of the fast one; with FROM=nothing it begins with random weights.
# Usage: tools/train-full-models.sh DATA VALIDATION MINUTES [OPTION...]
# MINUTES is how long it takes, but for a minute to start and to end. The options go to each
# `memnet-gui train`, after those below, so they win. Weights, states to resume from and logs go to
# $OUTPUT (runs); $MODELS names some, not all five; $PYTHON runs them.
set -uo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if (($# < 3)); then
    sed -n '2,9s/^# //p' "$0" >&2
    exit 2
fi
data=$1 validation=$2 minutes=$3
shift 3
output=${OUTPUT:-runs}
read -ra models <<<"${MODELS:-denoise-grey upscale deblock-grey denoise-colour deblock-colour}"

summary_of() {
    case $1 in
    denoise-grey) echo "Removes noise from grey and colour photos" ;;
    upscale) echo "Makes photos 2, 3 or 4 times as large" ;;
    deblock-grey) echo "Removes JPEG blocks from the luminance of grey and colour photos" ;;
    denoise-colour) echo "Removes noise from colour photos" ;;
    deblock-colour) echo "Removes JPEG blocks and colour errors from colour photos" ;;
    esac
}

train() {
    local model=$1 begin=()
    shift
    if [[ -f $output/$model-full.resume.pt ]]; then
        : # whatever it began with, its rate among it
    elif [[ ${FROM:-} == nothing ]]; then
        [[ $model != *-colour ]] || begin=(--channels 3)
    elif [[ -f $repository/resources/weights/$model-full.safetensors ]]; then
        begin=(--initial "$model-full" --rate 5e-3)
    else
        begin=(--initial "$model-fast" --blocks 6 --recursions 6 --filters 64)
    fi
    exec "${PYTHON:-python3}" "$repository/main.py" train --task "${model%%-*}" "${begin[@]}" --data "$data" --validate "$validation" --batch 64 --within "$minutes" \
        --validate-every 5 --compile --resume --device cuda \
        --summary "$(summary_of "$model"), with the paper's full network" \
        --images "291 images: BSD200-train and T91" \
        --output "$output/$model-full.safetensors" "$@"
}

for model in "${models[@]}"; do
    [[ $(summary_of "$model") ]] || { echo "There is no model $model-fast to grow." >&2; exit 2; }
done
mkdir -p "$output"
declare -A runs
trap 'kill "${runs[@]}" 2>/dev/null' INT TERM # each saves its state
for model in "${models[@]}"; do
    train "$model" "$@" &>"$output/$model-full.log" &
    runs[$model]=$!
done

status=0
for model in "${models[@]}"; do
    # A signal ends `wait` early, but not what it waits for.
    while wait "${runs[$model]}"; code=$?; kill -0 "${runs[$model]}" 2>/dev/null; do :; done
    ((code == 0)) || status=1
    echo "$model-full: exit status $code: $(tail -n 1 "$output/$model-full.log" | tr '\r' '\n' | tail -n 1)"
done
exit $status
