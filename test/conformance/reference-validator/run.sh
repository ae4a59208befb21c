#!/bin/sh
# Validates our examples (or the folders given) with HL7's reference validator. Needs Java 17, Maven, and "npm run packages".
set -eu
cd "$(dirname "$0")"
root=$(cd ../../.. && pwd)
folders=${*:-"$root/profiles/compiled/examples"}
mvn -q -B compile
exec mvn -q -B exec:java -Dexec.mainClass=Main -Dexec.args="$root/.cares/packages/hl7.fhir.us.core#6.1.0/package $root/profiles/compiled -- $folders"
