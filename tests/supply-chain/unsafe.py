"""No unsafe code: every crate of the workspace forbids it, by the workspace's lints and in its own text."""

import json
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    wrong = []
    workspace = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]
    if workspace["lints"]["rust"].get("unsafe_code") != "forbid":
        wrong.append('Cargo.toml: write unsafe_code = "forbid" below [workspace.lints.rust]')
    command = ["cargo", "metadata", "--locked", "--no-deps", "--format-version", "1"]
    packages = json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)["packages"]
    roots = 0
    for package in packages:
        manifest = pathlib.Path(package["manifest_path"])
        if tomllib.loads(manifest.read_text()).get("lints") != {"workspace": True}:
            wrong.append(f"{manifest.relative_to(ROOT)}: write [lints] workspace = true")
        for target in package["targets"]:
            # Examples and benchmarks are covered by the lint; what is shipped says it itself, for who builds it without these lints.
            if not {"lib", "bin"} & set(target["kind"]):
                continue
            source = pathlib.Path(target["src_path"])
            roots += 1
            if "#![forbid(unsafe_code)]" not in source.read_text():
                wrong.append(f"{source.relative_to(ROOT)}: write #![forbid(unsafe_code)]")
    if wrong:
        sys.exit("\n".join(f"error: {line}" for line in wrong))
    print(f"unsafe code is forbidden in {len(packages)} crates and their {roots} libraries and programs")


if __name__ == "__main__":
    main()
