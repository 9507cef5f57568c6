// An app that does nothing but leave cdk8s-cli a manifest to find.
const { mkdirSync, writeFileSync } = require('node:fs');

const out = process.env.CDK8S_OUTDIR;
mkdirSync(out, { recursive: true });
writeFileSync(`${out}/idle.k8s.yaml`, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: idle\n');
