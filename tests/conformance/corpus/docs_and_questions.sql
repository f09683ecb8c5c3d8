-- Trino documentation pages and release notes retold on new data; questions of Stack Overflow and issue threads about Presto, Trino and Athena.

-- case: json_table_with_nested_path
-- fails: remote task error
-- note: after the JSON_TABLE page: ordinality, nested path, defaults on empty
SELECT jt.*
FROM (VALUES '{"shop":"north","items":[{"sku":"a","tags":["x","y"]},{"sku":"b","tags":[]},{"price":3}]}') AS t(doc),
  JSON_TABLE(doc, 'lax $.items[*]' COLUMNS (
      n FOR ORDINALITY,
      sku varchar(5) PATH 'lax $.sku' DEFAULT 'none' ON EMPTY,
      price double PATH 'lax $.price',
      NESTED PATH 'lax $.tags[*]' COLUMNS (tag varchar(5) PATH 'lax $'))) AS jt
ORDER BY n, tag

-- case: match_recognize_price_drop
-- note: after the MATCH_RECOGNIZE page: a fall then a rise, CLASSIFIER and MATCH_NUMBER, one row per match
SELECT sym, mno, start_price, bottom_price, final_price, last_label
FROM (VALUES ('x', DATE '2026-01-01', 100), ('x', DATE '2026-01-02', 90), ('x', DATE '2026-01-03', 80), ('x', DATE '2026-01-04', 95), ('y', DATE '2026-01-01', 10), ('y', DATE '2026-01-02', 8), ('y', DATE '2026-01-03', 11), ('y', DATE '2026-01-04', 7)) AS ticker(sym, d, price)
MATCH_RECOGNIZE (
  PARTITION BY sym
  ORDER BY d
  MEASURES
    MATCH_NUMBER() AS mno,
    A.price AS start_price,
    LAST(DOWN.price) AS bottom_price,
    LAST(UP.price) AS final_price,
    CLASSIFIER() AS last_label
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A DOWN+ UP+)
  DEFINE DOWN AS price < PREV(price), UP AS price > PREV(price)
)
ORDER BY sym, mno

-- case: window_groups_and_exclusion_free_frames
-- note: GROUPS frames with peers, RANGE with numbers and descending order
SELECT k, x,
  sum(x) OVER (ORDER BY k GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS g,
  count(*) OVER (ORDER BY k RANGE BETWEEN 2 PRECEDING AND 1 FOLLOWING) AS r,
  max(x) OVER (ORDER BY k DESC RANGE BETWEEN 2 PRECEDING AND 2 PRECEDING) AS d
FROM (VALUES (1, 10), (1, 20), (3, 5), (4, 7), (6, 1), (NULL, 100)) AS t(k, x)
ORDER BY k, x

-- case: complex_grouping_cube_and_sets
-- note: after the SELECT page: CUBE combined with a plain key, GROUPING of two columns as bits
SELECT origin, carrier, grouping(origin, carrier) AS bits, sum(weight) AS w
FROM (VALUES ('NJ', 'UPS', 13), ('CA', 'DHL', 58), ('CA', NULL, 1), ('NJ', 'DHL', 8)) AS shipping(origin, carrier, weight)
GROUP BY CUBE (origin, carrier)
ORDER BY bits, origin, carrier

-- case: try_cast_format_and_typeof
-- note: conditional and conversion pages: typeof of expressions of mixed types
SELECT typeof(1 + 1.0) AS a, typeof(IF(true, 1, BIGINT '2')) AS b, typeof(coalesce(NULL, 'abc', 'de')) AS c, typeof(ARRAY[1, 2.5e0]) AS d, typeof(1.10 * 2.345) AS e, typeof(DATE '2026-01-01' - INTERVAL '1' DAY) AS f,
  typeof(CAST(NULL AS row(x integer, y varchar(3)))) AS g, typeof(DATE '2026-02-01' - DATE '2026-01-01') AS h, typeof(TIMESTAMP '2026-01-01 00:00:00.123456') AS i, typeof(concat('a', CAST('b' AS char(3)))) AS j, typeof(map()) AS k, typeof(NULL) AS l

-- case: regexp_replace_lambda_and_groups
-- note: regular expression page: named group back reference and a lambda over captured groups
SELECT s, regexp_replace(s, '(?<first>\w+), (?<second>\w+)', '${second} ${first}') AS swapped, regexp_replace(s, '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS title,
  regexp_extract_all(s, '(\w)\w*', 1) AS initials, regexp_split(s, '[,\s]+') AS parts, regexp_position(s, '[aeiou]', 3) AS vowel, regexp_count(s, '(?i)A') AS a_s
FROM (VALUES 'doe, jane', 'ANNA', '') AS t(s) ORDER BY s

-- case: array_functions_page_sampler
-- note: array page on odd input: nulls, empties, negative subscripts by element_at
SELECT array_position(ARRAY[3, NULL, 3], 3) AS p, array_remove(ARRAY['a', 'b', 'a'], 'a') AS r, array_sort(ARRAY[3, NULL, -1]) AS s, contains(ARRAY[1, NULL], 2) AS c, element_at(ARRAY['x', 'y'], -2) AS e, flatten(ARRAY[ARRAY[1], NULL, ARRAY[2, 3]]) AS f,
  sequence(5, 1, -2) AS q, shuffle(ARRAY[7]) AS sh, trim_array(ARRAY[1, 2, 3], 2) AS t, zip(ARRAY[1, 2], ARRAY['a']) AS z, combinations(ARRAY['a', 'b', 'c'], 2) AS cm, array_max(ARRAY[1, NULL]) AS mx

-- case: date_functions_page_sampler
-- note: date and time page: truncation units, iso parsing, extracts, time zones
SELECT date_trunc('quarter', TIMESTAMP '2026-08-22 03:04:05.321') AS q, from_iso8601_timestamp('2026-W10-2T05:00:00+02:00') AS iso, from_iso8601_date('2026-123') AS od, to_iso8601(TIMESTAMP '2026-01-02 03:04:05.678') AS t,
  EXTRACT(TIMEZONE_HOUR FROM TIMESTAMP '2026-01-01 00:00:00 -03:30') AS th, date_format(TIMESTAMP '2026-01-02 15:04:05', '%a %b %e %l:%i %p %j') AS f, date_add('quarter', -1, DATE '2026-05-31') AS dq, date_diff('week', DATE '2026-01-01', DATE '2026-01-14') AS dw,
  TIMESTAMP '2026-07-01 12:00:00' AT TIME ZONE 'America/New_York' AS ny, parse_duration('1.5h') AS pd, to_milliseconds(INTERVAL '2' SECOND) AS ms

-- case: url_and_binary_pages
-- note: url_encode, decode, bits of binary, padding of varbinary, hashes in hex
SELECT url_encode('a b&c=ü/?') AS enc, url_decode('%7Efoo%2Bbar') AS dec_, to_hex(lpad(X'0A', 3, X'00')) AS lp, to_hex(rpad(X'FF', 3, X'AB')) AS rp, to_hex(from_base64('SGk=')) AS b64, from_utf8(X'48C3A9FF') AS bad_utf8, length(to_utf8('é')) AS bytes, to_base(255, 2) AS b2, from_base('zz', 36) AS b36, xxhash64(to_utf8('')) AS xh, bitwise_left_shift(5, 2) AS sh, bit_count(-1, 8) AS bc

-- case: map_functions_page_sampler
-- note: map page: entries, zip_with on missing keys, union of maps, filter on values
SELECT map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a', 'b'], ARRAY[2, 3])) AS c, map_zip_with(MAP(ARRAY['k'], ARRAY[1]), MAP(ARRAY['j'], ARRAY['x']), (k, v1, v2) -> concat(k, coalesce(CAST(v1 AS varchar), '-'), coalesce(v2, '-'))) AS z, map_entries(MAP(ARRAY[2, 1], ARRAY['b', NULL])) AS e, cardinality(map_agg(k, v)) AS n, element_at(map_agg(k, v), 'zz') AS miss, multimap_from_entries(ARRAY[('x', 1), ('y', 2), ('x', 3)]) AS mm, split_to_map('a=1;b=', ';', '=') AS st
FROM (VALUES ('a', 1), ('b', NULL), (NULL, 5)) AS t(k, v)

-- case: so_array_of_json_strings_filter
-- note: Stack Overflow: JSON array in a text column, keep elements of one type and join a field
SELECT id, array_join(transform(filter(CAST(json_parse(js) AS array(json)), x -> json_extract_scalar(x, '$.type') = 'city'), x -> json_extract_scalar(x, '$.name')), ', ') AS cities, json_array_length(js) AS n
FROM (VALUES (1, '[{"type":"city","name":"Rome"},{"type":"state","name":"Lazio"},{"type":"city","name":null}]'), (2, '[]'), (3, 'null'), (4, NULL)) AS t(id, js)
ORDER BY id

-- case: so_split_rows_by_two_delimiters
-- note: Stack Overflow: 'k:v,k:v' to columns by split_to_map guarded with TRY and by unnest of splits
SELECT id, m['color'] AS color, TRY(m['size']) AS size_, cardinality(m) AS n
FROM (SELECT id, split_to_map(txt, ',', ':') AS m FROM (VALUES (1, 'color:red,size:XL'), (2, 'color:'), (3, 'color:a b')) AS t(id, txt))
ORDER BY id

-- case: so_first_and_last_day_of_week_pairs
-- note: Stack Overflow: rows between consecutive Mondays in local time from text with T and Z
SELECT date_trunc('week', CAST(from_iso8601_timestamp(s) AT TIME ZONE 'Australia/Sydney' AS timestamp(3))) AS wk, count(*) AS n, min(s) AS first_s, max(from_iso8601_timestamp(s)) AS last_ts
FROM (VALUES '2026-03-01T12:59:59Z', '2026-03-01T13:00:00Z', '2026-03-08T00:00:00+11:00', '2026-03-02') AS t(s)
GROUP BY 1 ORDER BY 1

-- case: so_transpose_one_row
-- note: Stack Overflow: columns to rows by UNNEST of an array of rows with text casts
SELECT id, name, val FROM (VALUES (1, 10, 2.50, DATE '2026-01-01'), (2, NULL, 0.00, NULL)) AS t(id, a, b, c)
CROSS JOIN UNNEST(ARRAY[ROW('a', CAST(a AS varchar)), ROW('b', CAST(b AS varchar)), ROW('c', CAST(c AS varchar))]) AS u(name, val)
WHERE val IS NOT NULL
ORDER BY id, name

-- case: issue_group_by_correlated_subquery
-- note: after trinodb/trino issue 18979: a scalar subquery with GROUP BY on its own column keeps all outer rows
WITH tmp(k, v) AS (VALUES (1, 3), (2, 5), (3, NULL))
SELECT t0.k, (SELECT 3 FROM tmp t1 WHERE t1.k = t0.k AND t1.k > 1 GROUP BY t1.v) AS s FROM tmp t0 ORDER BY t0.k

-- case: issue_two_levels_of_correlation
-- fails: after trinodb/trino issue 18727: a subquery correlated inside a correlated subquery is not supported
WITH a(x) AS (VALUES 1), b(y) AS (VALUES 1), c(z) AS (VALUES 1)
SELECT (SELECT (SELECT (SELECT * FROM c WHERE z = y) FROM b WHERE y = x)) AS r FROM a

-- case: issue_revenue_view_max
-- note: after trinodb/trino issue 16533: TPC-H q15 with the view in both places, grouped by the real column
WITH lineitem(l_suppkey, price, disc, shipdate) AS (VALUES (1, 100.00, 0.05, DATE '1996-01-05'), (2, 50.00, 0.00, DATE '1996-02-01'), (2, 45.00, 0.00, DATE '1996-03-31'), (3, 999.00, 0.00, DATE '1996-04-01')),
revenue0 AS (SELECT l_suppkey AS supplier_no, sum(price * (1 - disc)) AS total_revenue FROM lineitem WHERE shipdate >= CAST('1996-01-01' AS date) AND shipdate < CAST('1996-01-01' AS date) + INTERVAL '3' MONTH GROUP BY l_suppkey)
SELECT s.s_suppkey, s.s_name, revenue0.total_revenue
FROM (VALUES (1, 'one'), (2, 'two'), (3, 'three')) AS s(s_suppkey, s_name), revenue0
WHERE s.s_suppkey = supplier_no AND total_revenue = (SELECT max(total_revenue) FROM revenue0)
ORDER BY s_suppkey

-- case: ambiguous_join_column
-- fails: a column of both sides of the join without a qualifier
SELECT id, name, total FROM (VALUES (1, 'a')) AS c(id, name) JOIN (VALUES (1, 9.5)) AS o(id, total) ON c.id = o.id

-- case: double_quoted_string_literal
-- fails: text in double quotes is an identifier
SELECT count(*) AS n FROM (VALUES ('open'), ('closed')) AS t(status) WHERE status = "open"

-- case: distinct_order_by_hidden_column
-- fails: SELECT DISTINCT ordered by an expression that is not selected
SELECT DISTINCT name FROM (VALUES ('a', 2), ('b', 1)) AS t(name, ts) ORDER BY ts
