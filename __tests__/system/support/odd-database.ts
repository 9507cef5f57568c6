import type { PostgresServer } from './postgres-server';

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Makes an empty database with an owner who is no superuser. */
export function createDatabase(
  server: PostgresServer,
  database: string,
  owner: string,
  password: string,
): void {
  server.sql(
    'postgres',
    `CREATE ROLE ${identifier(owner)} LOGIN PASSWORD ${literal(password)}`,
    `CREATE DATABASE ${identifier(database)} OWNER ${identifier(owner)}`,
  );
}

export function recreateDatabase(server: PostgresServer, database: string, owner: string): void {
  server.sql(
    'postgres',
    `DROP DATABASE ${identifier(database)}`,
    `CREATE DATABASE ${identifier(database)} OWNER ${identifier(owner)}`,
  );
}

/** Fills a database with what dumps are known to get wrong: odd names and text, large objects, sequences. */
export function fillDatabase(server: PostgresServer, database: string, owner: string): void {
  server.sql(
    database,
    `SET ROLE ${identifier(owner)}`,
    `CREATE TYPE mood AS ENUM ('ok', 'not ok', 'ö''"')`,
    `CREATE TABLE orders (
       id bigserial PRIMARY KEY, note text, data bytea, at timestamptz, price numeric, doc jsonb, mood mood,
       tags text[], size int GENERATED ALWAYS AS (length(note)) STORED)`,
    `INSERT INTO orders (note, data, at, price, doc, mood, tags)
       SELECT E'line\\n\\ttab \\\\. \\\\N ' || chr(128512) || ' é ''quoted'' "' || n, decode(md5(n::text), 'hex'),
         '0044-03-15 12:00:00+00 BC'::timestamptz + n * interval '1 year', n / 7.0, jsonb_build_object('ключ', n),
         (enum_range(NULL::mood))[1 + n % 3], ARRAY[NULL, '', 'a,b', '{}']
       FROM generate_series(1, 500) AS n`,
    `INSERT INTO orders (note, price) VALUES (NULL, 'NaN'), ('', 'Infinity')`,
    `CREATE SEQUENCE counter START 41 INCREMENT 7`,
    `SELECT nextval('counter')`,
    `CREATE INDEX ON orders (lower(note))`,
    `CREATE FUNCTION total() RETURNS numeric LANGUAGE sql AS 'SELECT sum(size) FROM orders'`,
    `CREATE VIEW big AS SELECT id, note FROM orders WHERE id > 400`,
    `CREATE SCHEMA "odd schema"`,
    `CREATE TABLE "odd schema"."Odd ""Table""" ("a b" int REFERENCES orders (id), "é;--" text)`,
    `INSERT INTO "odd schema"."Odd ""Table""" VALUES (1, '$(touch x)'), (2, '{{ .Values }}')`,
    `COMMENT ON TABLE orders IS 'a "comment"'`,
    `SELECT lo_from_bytea(0, decode(repeat('00ff0a5c', 2000), 'hex')), lo_from_bytea(0, '')`,
  );
}

/** All that a database holds, as text: rows, sequences, large objects and the definitions of everything. */
export function databaseContents(server: PostgresServer, database: string): string {
  const inUse = (schema: string) => `${schema} NOT LIKE 'pg\\_%' AND ${schema} <> 'information_schema'`;
  const tables = server.sql(
    database,
    `SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind IN ('r', 'v') AND ${inUse('nspname')} ORDER BY 1`,
  );
  return server.sql(
    database,
    ...tables
      .split('\n')
      .filter((table) => table !== '')
      .map((table) => `SELECT to_jsonb(t) FROM ${table} AS t ORDER BY to_jsonb(t)::text COLLATE "C"`),
    `SELECT 'sequence', schemaname, sequencename, last_value, start_value, increment_by
       FROM pg_sequences ORDER BY 2, 3`,
    `SELECT 'column', table_schema, table_name, column_name, data_type, column_default, is_nullable
       FROM information_schema.columns WHERE ${inUse('table_schema')} ORDER BY 2, 3, 4`,
    `SELECT indexdef FROM pg_indexes WHERE ${inUse('schemaname')} ORDER BY 1`,
    `SELECT 'constraint', conrelid::regclass::text, pg_get_constraintdef(c.oid)
       FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace WHERE ${inUse('nspname')} ORDER BY 2, 3`,
    `SELECT pg_get_functiondef(p.oid)
       FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE ${inUse('nspname')} ORDER BY 1`,
    `SELECT 'comment', objoid::regclass::text, description
       FROM pg_description WHERE classoid = 'pg_class'::regclass AND objoid >= 16384 ORDER BY 2`,
    `SELECT 'owner', c.oid::regclass::text, relowner::regrole
       FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE ${inUse('nspname')} ORDER BY 2`,
    `SELECT 'large object', oid, encode(lo_get(oid), 'hex') FROM pg_largeobject_metadata ORDER BY 2`,
  );
}
