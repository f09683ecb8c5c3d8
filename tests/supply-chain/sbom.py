"""The bill of materials as CycloneDX 1.6 JSON: every crate that is linked into what is shipped, and the script inside of the dashboard.

Taken from `cargo metadata` for Linux on x86_64 and arm64, all features, without what only builds or tests. The same lock file gives the
same bytes. Usage: sbom.py FILE
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib
import uuid

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHIPPED = ["lakebed-cli", "lakebed-transform"]
PLATFORMS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"]


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout


def graph():
    """Packages by id, and for each that is linked the ids that it is linked with."""
    packages, edges = {}, {}
    for platform in PLATFORMS:
        found = json.loads(cargo("metadata", "--locked", "--all-features", "--format-version", "1", "--filter-platform", platform))
        packages |= {package["id"]: package for package in found["packages"]}
        nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
        todo = [package["id"] for package in found["packages"] if package["name"] in SHIPPED]
        seen = set()
        while todo:
            id = todo.pop()
            if id in seen:
                continue
            seen.add(id)
            linked = [d["pkg"] for d in nodes[id]["deps"] if any(kind["kind"] is None for kind in d["dep_kinds"])]
            # Macros run in the compiler; nothing of them is linked.
            linked = [d for d in linked if not any("proc-macro" in target["kind"] for target in packages[d]["targets"])]
            edges.setdefault(id, set()).update(linked)
            todo += linked
    return packages, edges


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package, checksums):
    found = {"type": "library", "bom-ref": purl(package), "name": package["name"], "version": package["version"], "purl": purl(package)}
    if package["license"]:
        # Old manifests write MIT/Apache-2.0.
        found["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    elif package["license_file"]:
        found["licenses"] = [{"license": {"name": f"see {pathlib.Path(package['license_file']).name}"}}]
    if checksum := checksums.get((package["name"], package["version"])):
        found["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        found["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return found


def scripts():
    """What the dashboard carries that is no crate."""
    lock = json.loads((ROOT / "crates/cli/assets/echarts/package-lock.json").read_text())["packages"]
    for name in ["echarts", "zrender"]:
        package = lock[f"node_modules/{name}"]
        ref = f"pkg:npm/{name}@{package['version']}"
        yield {"type": "library", "bom-ref": ref, "name": name, "version": package["version"], "purl": ref,
               "licenses": [{"expression": package["license"]}]}


def main():
    target = pathlib.Path(sys.argv[1])
    lock_text = (ROOT / "Cargo.lock").read_text()
    checksums = {(p["name"], p["version"]): p["checksum"] for p in tomllib.loads(lock_text)["package"] if "checksum" in p}
    packages, edges = graph()
    linked = sorted((packages[id] for id in edges), key=purl)
    assets = list(scripts())
    cli = next(package for package in linked if package["name"] == "lakebed-cli")
    depends = [{"ref": purl(packages[id]), "dependsOn": sorted(purl(packages[other]) for other in others)} for id, others in edges.items()]
    next(d for d in depends if d["ref"] == purl(cli))["dependsOn"] += [asset["bom-ref"] for asset in assets]
    components = [component(package, checksums) for package in linked] + assets
    root = f"lakebed@{cli['version']}"
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, lock_text).urn,
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": root, "name": "lakebed", "version": cli["version"]}},
        "components": components,
        "dependencies": sorted(depends, key=lambda d: d["ref"])
        + [{"ref": root, "dependsOn": sorted(purl(package) for package in linked if package["name"] in SHIPPED)}],
    }
    text = json.dumps(document, indent=1) + "\n"
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"error: the bill of materials is not CycloneDX 1.6: {error}")
    # Another view of the same: what cargo itself says is linked.
    tree = set()
    for platform in PLATFORMS:
        listed = cargo("tree", "--locked", "--all-features", "-e", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}",
                       "--target", platform, *(word for name in SHIPPED for word in ("-p", name)))
        tree |= {tuple(re.match(r"(\S+) v(\S+)", line).groups()) for line in listed.splitlines() if line}
    if missing := sorted(tree - {(package["name"], package["version"]) for package in linked}):
        sys.exit(f"error: cargo tree has crates that the bill of materials does not have: {missing}")
    unlicensed = [c["name"] for c in components if "licenses" not in c]
    unhashed = [c["name"] for c in components if "hashes" not in c and c["purl"].startswith("pkg:cargo/") and not c["name"].startswith("lakebed-")]
    if unlicensed or unhashed:
        sys.exit(f"error: without licence: {unlicensed}; without checksum: {unhashed}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    print(f"{target}: {len(components)} components, CycloneDX 1.6, valid; {len(tree)} crates of cargo tree are all in it")


if __name__ == "__main__":
    main()
