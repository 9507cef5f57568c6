/** Where what a chart is made of lies. */
const TREE = 'lib/values/helm-tree.ts';
const SCALAR = 'lib/values/helm-scalar.ts';
const EXPRESSION = 'lib/values/helm-expression.ts';
const TEMPLATES = 'lib/emit/helm-templates.ts';
const BUILT_IN = 'lib/emit/built-in-templates.ts';

/** Ways to break the chart: each replaces one text, which stands in its file exactly once. */
export const mutants = [
  {
    name: 'a text loses its quotes',
    file: SCALAR,
    from: 'return isPlainText(expression) ? `{{ ${text} }}` : `{{ ${text} | quote }}`;',
    to: 'return `{{ ${text} }}`;',
  },
  {
    name: 'a value of several lines is printed in a block',
    file: SCALAR,
    from: '  if (isNameLike(expression)) return true;\n',
    to: '  if (expression.op) return true;\n',
  },
  {
    name: 'a choice takes the other branch',
    file: EXPRESSION,
    from: 'ternary ${this.operand(expression.then, scope)} ${this.operand(expression.otherwise, scope)}',
    to: 'ternary ${this.operand(expression.otherwise, scope)} ${this.operand(expression.then, scope)}',
  },
  {
    name: 'a default is lost',
    file: EXPRESSION,
    from: ' | default ${this.operand(expression.fallback, scope)}`',
    to: '`',
  },
  {
    name: 'nindent is forgotten',
    file: 'lib/values/template-lines.ts',
    from: 'action(indent, `${text} | nindent ${indent}`)',
    to: 'action(indent, text)',
  },
  {
    name: 'a loop takes its element for the top',
    file: TREE,
    from: "print(expression.body, { root: '$', loops })",
    to: 'print(expression.body, { root: scope.root, loops })',
  },
  {
    name: 'with prints the values instead of its own',
    file: TREE,
    from: "'{{ . | quote }}'",
    to: "'{{ $.Values | quote }}'",
  },
  {
    name: 'of two entries of one name the first wins',
    file: BUILT_IN,
    from: '    {{- $_ := set $entries .name . }}\n',
    to: '    {{- $_ := set $entries .name (get $entries .name | default .) }}\n',
  },
  {
    name: 'a password in the plain replaces the one of the Secret',
    file: BUILT_IN,
    from: '{{- if not (and (has .name $.secrets) (hasKey . "value")) }}',
    to: '{{- if true }}',
  },
  {
    name: 'braces of a text are not escaped',
    file: 'lib/values/literal-yaml.ts',
    from: ".replaceAll('{{', '{{ \"{{\" }}')",
    to: '',
  },
  {
    name: 'a number becomes a text',
    file: SCALAR,
    from: 'return isSmall(expression) ? `{{ ${text} }}` : `{{ ${text} | int64 }}`;',
    to: 'return `{{ ${text} | quote }}`;',
  },
  {
    name: 'a large number gets an exponent',
    file: SCALAR,
    from: 'return isSmall(expression) ? `{{ ${text} }}` : `{{ ${text} | int64 }}`;',
    to: 'return `{{ ${text} }}`;',
  },
  {
    name: 'a named template is included and not defined',
    file: EXPRESSION,
    from: '    this.fragments.set(name, expression);\n',
    to: '',
  },
  {
    name: 'a text that is read back loses its last newline',
    file: EXPRESSION,
    from: '${call} | printf "%s\\\\n" | ',
    to: '${call} | ',
  },
  {
    name: 'a rule refuses what it should let pass',
    file: TEMPLATES,
    from: 'push(negated(condition))',
    to: 'push(condition)',
  },
  {
    name: 'what is computed once stands for something else',
    file: 'lib/values/helm-expression.ts',
    from: 'sameExpression(scope.dot, expression)',
    to: 'scope.dot.op === expression.op',
  },
  {
    name: 'a condition that the file asks for is taken for its opposite',
    file: 'lib/values/assuming.ts',
    from: 'return fact.holds;',
    to: 'return !fact.holds;',
  },
  {
    name: 'an else stands under another condition',
    file: 'lib/values/template-lines.ts',
    from: 'isElse = condition !== undefined && open !== undefined && isOpposite(condition, open)',
    to: 'isElse = condition !== undefined && open !== undefined && condition !== open',
  },
  {
    name: 'neighbours under two conditions share one',
    file: 'lib/values/template-lines.ts',
    from: 'condition !== undefined && condition === open;',
    to: 'condition !== undefined && open !== undefined;',
  },
  {
    name: 'a misspelt key is let pass',
    file: 'lib/values/value-schema.ts',
    from: 'additionalProperties: false',
    to: 'additionalProperties: true',
  },
  {
    name: 'the selector of a release fits every release',
    file: 'lib/system/names.ts',
    from: "      'app.kubernetes.io/instance': this.release,\n",
    to: "      'app.kubernetes.io/instance': 'event-system',\n",
  },
  {
    name: 'a generated Secret is deleted with its release',
    file: 'lib/system/passwords.ts',
    from: "      annotations: { 'helm.sh/resource-policy': 'keep' },\n",
    to: '',
  },
  {
    name: 'a volume of backups is deleted with its release',
    file: 'lib/stores/backup-volume.ts',
    from: "when<Tree>(props.keep ?? true, { 'helm.sh/resource-policy': 'keep' })",
    to: 'undefined',
  },
  {
    name: 'an upgrade makes another password',
    file: EXPRESSION,
    from: '`dig "data" ${goLiteral(expression.key)} "" (${secret}) | default (randAlphaNum ${expression.length} | b64enc)`',
    to: '`randAlphaNum ${expression.length} | b64enc`',
  },
  {
    name: 'the dump before an upgrade runs after it',
    file: 'lib/stores/backup-jobs.ts',
    from: "'pre-upgrade'",
    to: "'post-upgrade'",
  },
];
