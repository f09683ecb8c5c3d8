-- LATERAL subqueries that compute columns, and timestamps of microseconds.

-- case: computed_once_used_twice
SELECT t.x, a.y, b.z FROM (VALUES 1, 2) AS t(x) CROSS JOIN LATERAL (SELECT t.x * 10 AS y) AS a CROSS JOIN LATERAL (SELECT a.y + 1 AS z) AS b ORDER BY t.x

-- case: names_from_the_alias
SELECT u.p, q FROM (VALUES 3) AS t(x), LATERAL (SELECT x + 1, x > 5) AS u(p, q)

-- case: several_columns
SELECT first, last FROM (VALUES 'ann lee', 'bo') AS t(name) CROSS JOIN LATERAL (SELECT split_part(name, ' ', 1) AS first, split_part(name, ' ', 2) AS last) AS s ORDER BY first

-- case: left_join_on_true
SELECT x, y FROM (VALUES 1, NULL) AS t(x) LEFT JOIN LATERAL (SELECT x + 1 AS y) AS u ON TRUE ORDER BY x

-- case: a_row_stays_a_row
SELECT r[1] AS a FROM (VALUES 1) AS t(x) CROSS JOIN LATERAL (SELECT ROW(x, 'b') AS r) AS u

-- case: micros_moved
SELECT t + INTERVAL '1' HOUR AS a, t - INTERVAL '2' MONTH AS b, date_add('day', 3, t) AS c, date_add('month', 1, t) AS d FROM (VALUES TIMESTAMP '2026-01-31 10:11:12.123456') AS v(t)

-- case: micros_truncated
SELECT date_trunc('hour', t) AS h, date_trunc('month', t) AS m, date_trunc('millisecond', t) AS ms, CAST(t AS date) AS d, last_day_of_month(t) AS l FROM (VALUES TIMESTAMP '2026-01-05 23:59:59.999956') AS v(t)

-- case: micros_fields
SELECT year(t) AS y, day_of_week(t) AS w, hour(t) AS h, second(t) AS s, millisecond(t) AS ms, extract(MINUTE FROM t) AS m FROM (VALUES TIMESTAMP '1969-12-31 23:59:59.999956') AS v(t)

-- case: micros_between
SELECT TIMESTAMP '2026-01-05 10:11:12.000956' - TIMESTAMP '2026-01-05 10:11:12.000000' AS a, TIMESTAMP '1969-01-05 10:11:12.000956' - TIMESTAMP '2026-01-05 10:11:12.000000' AS b, DATE '2026-01-06' - TIMESTAMP '2026-01-05 10:11:12.123456' AS c, date_diff('millisecond', TIMESTAMP '2026-01-05 10:11:12.000956', TIMESTAMP '2026-01-05 10:11:12.002000') AS d, date_diff('month', TIMESTAMP '2026-01-05 10:11:12.000956', TIMESTAMP '2026-03-05 10:11:12.000000') AS e

-- case: micros_as_text
SELECT date_format(t, '%Y-%m-%d %H:%i:%s.%f') AS a, format_datetime(t, 'HH:mm:ss.SSSSSS') AS b, to_iso8601(t) AS c, CAST(t AS varchar) AS d FROM (VALUES TIMESTAMP '2026-01-05 10:11:12.123956') AS v(t)

-- case: micros_and_unix_time
SELECT to_unixtime(TIMESTAMP '2026-01-05 10:11:12.123456') AS a, to_unixtime(TIMESTAMP '2026-01-05 10:11:12.123456 UTC') AS b

-- case: micros_in_zones
SELECT hour(t) AS a, t + INTERVAL '1' DAY AS b, date_trunc('hour', t) AS c, t AT TIME ZONE 'UTC' AS d, to_iso8601(t) AS e FROM (VALUES TIMESTAMP '2026-01-05 10:11:12.123456 Europe/Paris') AS v(t)

-- case: micros_given_a_zone
SELECT with_timezone(TIMESTAMP '2026-01-05 23:59:59.999956', 'Asia/Tokyo') AS a, TIMESTAMP '2026-01-05 23:59:59.999956' AT TIME ZONE 'Asia/Tokyo' AS b

-- case: nanos_moved
SELECT TIMESTAMP '2026-01-05 10:11:12.123456789' + INTERVAL '1' DAY AS a, date_trunc('second', TIMESTAMP '2026-01-05 10:11:12.123456789') AS b, second(TIMESTAMP '2026-01-05 10:11:12.123456789') AS c, to_iso8601(TIMESTAMP '2026-01-05 10:11:12.123456789') AS d

-- case: micros_null
SELECT t + INTERVAL '1' DAY AS a, year(t) AS b, to_iso8601(t) AS c FROM (VALUES CAST(NULL AS timestamp(6))) AS v(t)

-- case: third_moment_of_even_values
SELECT skewness(x) AS s, kurtosis(x) AS k FROM (VALUES 1e0, 2e0, 4e0, 5e0) AS t(x)

-- case: third_moment_of_others
SELECT skewness(x) AS s, kurtosis(x) AS k FROM (VALUES 1e0, 2e0, 4e0, 5e0, 9e0, 10.5e0) AS t(x)

-- case: rows_by_their_type_in_values
SELECT a, b FROM (VALUES CAST(ROW(1, 'x') AS row(p integer, q varchar)), CAST(ROW(2, 'y') AS row(p integer, q varchar))) AS t(a, b) ORDER BY a
