#!/usr/bin/env bash
# Fetches the pinned Trino from Maven Central into the cache and prints the directory it lies in.
# Doing it again costs nothing. Needs mvn and a Java 17 JDK; Java 17 is the newest that this version was released for.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
cache=${LAKEBED_CACHE:-$root/.cache}

for tool in mvn javac jar flock; do
    command -v "$tool" >/dev/null || { echo "trino: $tool is missing; install it and run this again" >&2; exit 2; }
done

mkdir -p "$cache"
[ -e "$cache/.gitignore" ] || printf '*\n' >"$cache/.gitignore"
exec 9>"$cache/trino.lock"
flock 9

version=$(sed -n 's:.*<trino.version>\(.*\)</trino.version>.*:\1:p' "$here/pom.xml")
# A change of any of these makes another directory, so a half-old runtime cannot be.
fingerprint=$(cat "$here/install.sh" "$here/pom.xml" "$here"/*.java | sha256sum | cut -c1-12)
runtime=$cache/trino-$version-$fingerprint

if [ ! -d "$runtime" ]; then
    echo "trino: fetching $version from Maven Central into $runtime" >&2
    partial=$(mktemp -d "$cache/trino-partial.XXXXXX")
    trap 'rm -rf "$partial"' EXIT
    maven() { mvn -q -B -f "$here/pom.xml" -Dmaven.repo.local="$cache/m2" "$@" >&2; }
    jars() { maven dependency:copy-dependencies -DincludeScope=runtime -Dpart="$1" -DoutputDirectory="$partial/$2"; }
    plugin() {
        maven dependency:copy -Dartifact="io.trino:$1:$version:zip" -DoutputDirectory="$partial"
        (cd "$partial" && jar --extract --file "$1-$version.zip" && rm "$1-$version.zip" && mv "$1-$version" "plugin/$1")
    }
    mkdir "$partial/plugin"
    jars trino-main lib
    plugin trino-memory
    plugin trino-hive
    compile() { mkdir -p "$2" && javac -d "$2" -cp "$3" "$here/$1"; }
    compile Launcher.java "$partial/classes" "$partial/lib/*"
    # The Hive connector takes its default file system from the jars of this folder, and from nowhere else.
    hive=$partial/plugin/trino-hive
    compile HdfsFileSystemManager.java "$partial/files" "$hive/*:$partial/lib/*"
    mkdir "$hive/hdfs"
    jar --create --file "$hive/hdfs/local-files.jar" -C "$partial/files" .
    cp "$hive/trino-filesystem-$version.jar" "$hive/hdfs/"
    rm -r "$partial/files"
    chmod 755 "$partial"
    mv "$partial" "$runtime"
    trap - EXIT
fi
echo "$runtime"
