import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { TemporaryFolder } from '../../fixtures/temporary-folder';
import { program } from './programs';

/** A rules file, as Prometheus reads one: the `spec` of a PrometheusRule. */
export interface RulesFile {
  readonly groups: readonly object[];
}

/** Series and their values, a minute apart, in promtool's notation: `0+60x10` are 0, 60, 120 and so on. */
export type InputSeries = Readonly<Record<string, string>>;

/** What promtool asks after some time. */
export interface PromtoolQuestions {
  readonly series: InputSeries;
  /** How often rules are evaluated. @default '1m' */
  readonly evaluated?: string;
  readonly alert_rule_test?: readonly object[];
  readonly promql_expr_test?: readonly object[];
}

/** The real promtool, with rules in a folder of its own. JSON is YAML. */
export class Promtool {
  private readonly folder = new TemporaryFolder();

  /** What `promtool check rules` prints. @throws when it refuses the rules */
  check(rules: RulesFile): string {
    return this.run('check', 'rules', '--lint-fatal', this.write('rules.yml', rules));
  }

  /** What `promtool test rules` prints. @throws with what was expected and found, when these differ */
  test(rules: RulesFile, { series, evaluated = '1m', ...asked }: PromtoolQuestions): string {
    this.write('rules.yml', rules);
    const input_series = Object.entries(series).map(([name, values]) => ({ series: name, values }));
    const tests = [{ interval: '1m', input_series, ...asked }];
    return this.run(
      'test',
      'rules',
      this.write('test.yml', { rule_files: ['rules.yml'], evaluation_interval: evaluated, tests }),
    );
  }

  remove(): void {
    this.folder.remove();
  }

  private write(name: string, content: object): string {
    const file = this.folder.at(name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  private run(...args: readonly string[]): string {
    try {
      return execFileSync(program('promtool'), args, { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`promtool ${args.join(' ')}:\n${stdout}\n${stderr}`, { cause: error });
    }
  }
}
