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
done
