#!/bin/sh
# Put Clew, where this folder lies now, into the menu of this user's desktop; run it again after moving the folder.
set -e
here=$(cd "$(dirname "$0")" && pwd)
case $here in
*[\"\`\$\\%\&\|]*)
    echo "A menu cannot start programs from $here; nothing was changed. Give the folder a plainer name." >&2
    exit 1
    ;;
esac
data=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$data"
cp -R "$here/share/." "$data/"
sed "s|^Exec=clew|Exec=\"$here/clew\"|" "$here/share/applications/clew.desktop" > "$data/applications/clew.desktop"
if command -v update-desktop-database > /dev/null; then update-desktop-database "$data/applications"; fi
if command -v update-mime-database > /dev/null; then update-mime-database "$data/mime"; fi
echo "Clew is in the menu: $data/applications/clew.desktop"
