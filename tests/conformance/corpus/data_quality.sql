-- Data quality checks as great-expectations-like packages, audits and Athena users write them.

-- case: profile_columns_unioned
-- note: column profile per column by UNION ALL
WITH t(a, b, c) AS (VALUES (1, 'x', 1.5), (2, '', NULL), (2, NULL, -3.25), (NULL, ' ', 0.0))
SELECT 'a' AS col, count(*) AS n, count(a) AS filled, count(DISTINCT a) AS uniq, CAST(min(a) AS varchar) AS lo, CAST(max(a) AS varchar) AS hi FROM t
UNION ALL SELECT 'b', count(*), count(nullif(trim(b), '')), count(DISTINCT b), min(b), max(b) FROM t
UNION ALL SELECT 'c', count(*), count(c), count(DISTINCT c), CAST(min(c) AS varchar), CAST(max(c) AS varchar) FROM t ORDER BY col

-- case: null_shares_by_unnest
-- note: null counts of many columns in one scan by unnesting a map
SELECT k, count_if(v IS NULL) AS nulls, round(100e0 * count_if(v IS NULL) / count(*), 1) AS pct FROM (VALUES (1, NULL, DATE '2026-01-01'), (NULL, 'b', NULL), (3, NULL, NULL)) AS t(id, name, day) CROSS JOIN UNNEST(MAP(ARRAY['id', 'name', 'day'], ARRAY[CAST(id AS varchar), name, CAST(day AS varchar)])) AS u(k, v) GROUP BY k ORDER BY nulls DESC, k

-- case: row_hash_diff
-- note: rows compared by xxhash64 of their text
SELECT coalesce(a.id, b.id) AS id, CASE WHEN a.id IS NULL THEN 'added' WHEN b.id IS NULL THEN 'removed' WHEN a.h <> b.h THEN 'changed' ELSE 'same' END AS state, a.h FROM (SELECT id, xxhash64(to_utf8(concat_ws('|', CAST(id AS varchar), name, CAST(amt AS varchar)))) AS h FROM (VALUES (1, 'a', 1.0), (2, NULL, 2.0), (3, 'c', 3.0)) AS x(id, name, amt)) a FULL OUTER JOIN (SELECT id, xxhash64(to_utf8(concat_ws('|', CAST(id AS varchar), name, CAST(amt AS varchar)))) AS h FROM (VALUES (1, 'a', 1.0), (2, 'b', 2.0), (4, 'd', 4.0)) AS x(id, name, amt)) b ON a.id = b.id ORDER BY 1

-- case: referential_integrity
-- note: orphans with their first values
SELECT count(*) AS orphans, array_join(slice(array_sort(array_agg(DISTINCT o.customer_id)), 1, 2), ',') AS sample FROM (VALUES (1, 10), (2, 99), (3, 98), (4, 97), (5, NULL)) AS o(id, customer_id) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 10, 11) AS c(id) WHERE c.id = o.customer_id) AND o.customer_id IS NOT NULL

-- case: duplicates_with_window_count
-- note: all copies shown, whichever column differs
SELECT * FROM (SELECT email, name, count(*) OVER (PARTITION BY lower(trim(email))) AS copies, dense_rank() OVER (ORDER BY lower(trim(email))) AS grp FROM (VALUES ('A@x.example', 'Ann'), ('a@X.example ', 'Anne'), ('b@x.example', 'Bob'), (NULL, 'Nil'), (NULL, 'Null')) AS u(email, name)) WHERE copies > 1 ORDER BY grp, name

-- case: format_checks_flags
-- note: formats by regexp, collected into a list of failures
SELECT id, array_remove(ARRAY[IF(NOT regexp_like(email, '^[^@\s]+@[^@\s]+\.[a-z]{2,}$'), 'email', ''), IF(NOT coalesce(regexp_like(zip, '^\d{5}(-\d{4})?$'), false), 'zip', ''), IF(TRY_CAST(birth AS date) IS NULL, 'birth', ''), IF(NOT luhn_check(card), 'card', '')], '') AS failures
FROM (VALUES (1, 'a@b.example', '12345', '2000-02-29', '4111111111111111'), (2, 'a b@c', '1234', '2001-02-29', '4111111111111112'), (3, 'x@y.z', NULL, '2001-2-9', '79927398713')) AS t(id, email, zip, birth, card) ORDER BY id

-- case: luhn_of_letters
-- fails: luhn_check takes digits only
SELECT luhn_check('4111-1111') AS ok

-- case: expectation_table
-- note: named checks as rows with pass or fail
WITH t(id, qty, state) AS (VALUES (1, 5, 'open'), (2, -1, 'done'), (2, 7, 'lost')),
checks(name, bad) AS (SELECT 'id unique', count(id) - count(DISTINCT id) FROM t UNION ALL SELECT 'qty >= 0', count_if(qty < 0) FROM t UNION ALL SELECT 'state known', count(*) FROM t WHERE state NOT IN ('open', 'done') UNION ALL SELECT 'not empty', IF(count(*) = 0, 1, 0) FROM t)
SELECT name, bad, IF(bad = 0, 'pass', 'FAIL') AS result, sum(sign(bad)) OVER () AS failed FROM checks ORDER BY name

-- case: freshness_by_table
-- note: lag of the newest row against a fixed clock in words
SELECT tbl, max(ts) AS newest, date_diff('minute', max(ts), TIMESTAMP '2026-01-05 12:00:00') AS minutes, TIMESTAMP '2026-01-05 12:00:00' - max(ts) AS age, TIMESTAMP '2026-01-05 12:00:00' - max(ts) > parse_duration('1.5h') AS stale FROM (VALUES ('a', TIMESTAMP '2026-01-05 11:00:30.250'), ('b', TIMESTAMP '2026-01-03 12:00:00.000'), ('a', TIMESTAMP '2026-01-01 00:00:00.000')) AS t(tbl, ts) GROUP BY tbl ORDER BY tbl

-- case: missing_sequence_numbers
-- note: holes in invoice numbers as ranges
SELECT prev + 1 AS from_no, no - 1 AS to_no, no - prev - 1 AS missing FROM (SELECT no, lag(no) OVER (ORDER BY no) AS prev FROM (VALUES 100, 101, 104, 110, 111) AS t(no)) WHERE no - prev > 1 ORDER BY 1

-- case: benford
-- note: first digits against Benford's law
SELECT digit, count(*) AS seen, round(log(10, 1 + 1e0 / digit), 4) AS expected, round(CAST(count(*) AS double) / sum(count(*)) OVER (), 4) AS actual FROM (SELECT TRY_CAST(regexp_extract(CAST(amount AS varchar), '[1-9]') AS integer) AS digit FROM (VALUES 123.45, 0.019, 250.00, 1.00, 0.00, -17.5) AS t(amount)) WHERE digit IS NOT NULL GROUP BY digit ORDER BY digit

-- case: iqr_fences
-- note: exact quartiles by sorted arrays
SELECT g, q1, q3, filter(xs, x -> x < q1 - 1.5 * (q3 - q1) OR x > q3 + 1.5 * (q3 - q1)) AS outliers FROM (SELECT g, xs, xs[CAST(ceil(cardinality(xs) * 0.25) AS integer)] AS q1, xs[CAST(ceil(cardinality(xs) * 0.75) AS integer)] AS q3 FROM (SELECT g, array_sort(array_agg(x)) AS xs FROM (VALUES ('a', 1.0), ('a', 2.0), ('a', 2.5), ('a', 3.0), ('a', 40.0), ('b', 7.0)) AS t(g, x) GROUP BY g)) ORDER BY g

-- case: schema_drift_keys
-- note: JSON keys that appear only in some rows
SELECT k, count(*) AS n, min(id) AS first_seen, count(*) = (SELECT count(*) FROM (VALUES 1, 2, 3) AS all_rows(x)) AS always FROM (VALUES (1, '{"a":1,"b":2}'), (2, '{"a":null}'), (3, '{"a":0,"c":[1]}')) AS t(id, j) CROSS JOIN UNNEST(map_keys(CAST(json_parse(j) AS map(varchar, json)))) AS u(k) GROUP BY k ORDER BY k

-- case: cast_failures_listed
-- note: bad numbers found by TRY_CAST
SELECT raw, TRY_CAST(raw AS bigint) AS i, TRY_CAST(raw AS decimal(6,2)) AS d, TRY_CAST(raw AS double) AS f, TRY_CAST(raw AS boolean) AS b FROM (VALUES '12', '1e3', '-0.005', '99999.999', 'NaN', 't', '', '+7', 'Infinity') AS t(raw) ORDER BY raw

-- case: cast_failure_unhandled
-- fails: not a number
SELECT sum(CAST(raw AS bigint)) AS total FROM (VALUES '12', '12.0') AS t(raw)

-- case: reconcile_with_tolerance
-- note: totals per day in two systems, difference within a cent
SELECT d, sum(CASE src WHEN 'a' THEN v END) AS a, sum(CASE src WHEN 'b' THEN v END) AS b, abs(coalesce(sum(v) FILTER (WHERE src = 'a'), 0) - coalesce(sum(v) FILTER (WHERE src = 'b'), 0)) <= 0.01 AS ok FROM (SELECT 'a' AS src, d, v FROM (VALUES (DATE '2026-01-01', 1.005), (DATE '2026-01-02', 5)) AS x(d, v) UNION ALL SELECT 'b', d, v FROM (VALUES (DATE '2026-01-01', 1.0), (DATE '2026-01-03', 2.25)) AS y(d, v)) AS u GROUP BY d ORDER BY d

-- case: char_padding_joins
-- note: char columns of old systems compared with varchar
SELECT a.code, length(a.code) AS len, b.label, a.code = b.code AS eq, a.code || '|' AS glued FROM (VALUES (CAST('AB' AS char(4))), (CAST('C' AS char(4)))) AS a(code) LEFT JOIN (VALUES ('AB', 'first'), ('C   ', 'second')) AS b(code, label) ON trim(a.code) = trim(b.code) ORDER BY 1
