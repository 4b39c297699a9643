#!/bin/sh
# Put Clew, where this folder lies now, into the menu of this user's desktop; run it again after moving the folder.
set -e
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data/applications"
cp -R "$here/share/." "$data/"
program=$(printf '%s' "$here/clew" | sed 's/[\\&|"`$]/\\&/g')
sed "s|^Exec=clew|Exec=\"$program\"|" "$here/share/applications/clew.desktop" > "$data/applications/clew.desktop"
for update in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
    command -v "${update%% *}" > /dev/null && ${update%% *} "${update#* }" || true
done
echo "Clew is in the menu: $data/applications/clew.desktop"
