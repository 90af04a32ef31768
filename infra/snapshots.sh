#!/usr/bin/env bash
# Makes the snapshots of the profiles anew, after a change that is meant; git shows what would be deployed differently.
# The compiler is the one of the tests: dotnet restore tests/Winnow.Infra.Tests
set -euo pipefail
cd "$(dirname "$0")"

version=$(sed -n 's/.*"Azure.Bicep.CommandLine.linux-x64" Version="\([^"]*\)".*/\1/p' ../Directory.Packages.props)
bicep="${NUGET_PACKAGES:-$HOME/.nuget/packages}/azure.bicep.commandline.linux-x64/$version/tools/bicep"
for profile in dev prod locked-down; do
  "$bicep" snapshot "profiles/$profile.bicepparam" --mode overwrite --location swedencentral \
    --subscription-id 11111111-1111-1111-1111-111111111111 --tenant-id 22222222-2222-2222-2222-222222222222
  # The compiler writes outputs in another order each time. Text, not JSON: the number 2.0 has to stay 2.0.
  node -e '
    const fs = require("fs"), file = process.argv[1], [head, outputs] = fs.readFileSync(file, "utf8").split("  \"outputs\": {\n");
    const lines = outputs.split("\n  }")[0].split("\n").map(line => line.replace(/,$/, "")).sort();
    fs.writeFileSync(file, `${head}  "outputs": {\n${lines.join(",\n")}\n  }\n}\n`);' "profiles/$profile.snapshot.json"
done
