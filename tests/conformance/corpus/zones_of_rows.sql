-- case: max_and_min
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:20:00Z', 2), ('2024-01-01T10:30:00+02:00', 4), (NULL, 8)) u(x, v)) SELECT max(ts), min(ts) FROM t

-- case: max_and_min_of_groups
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:20:00Z', 2), ('2024-01-01T10:30:00+02:00', 4), (NULL, 8)) u(x, v)) SELECT v % 2 AS k, max(ts), min(ts) FROM t GROUP BY v % 2 ORDER BY k

-- case: max_by_and_min_by
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:20:00Z', 2), ('2024-01-01T10:30:00+02:00', 4), (NULL, 8)) u(x, v)) SELECT v % 2 AS k, max_by(v, ts), min_by(ts, ts), max_by(ts, v) FROM t GROUP BY v % 2 ORDER BY k

-- case: group_by_time
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:20:00Z', 2), ('2024-01-01T10:30:00+02:00', 4), (NULL, 8)) u(x, v)) SELECT ts, sum(v) FROM t GROUP BY ts ORDER BY ts

-- case: group_by_hour
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T10:20:00+02:00', 2), ('2024-01-01T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT date_trunc('hour', ts) AS h, sum(v), count(*) FROM t GROUP BY 1 ORDER BY h

-- case: group_by_day
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T10:20:00+02:00', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT date_trunc('day', ts) AS d, sum(v), count(*) FROM t GROUP BY date_trunc('day', ts) ORDER BY d

-- case: distinct_days
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T10:20:00+02:00', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT DISTINCT date_trunc('day', ts) AS d FROM t ORDER BY d

-- case: count_distinct
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:15:00Z', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT count(DISTINCT ts), count(ts) FROM t

-- case: join_on
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:15:00Z', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT a.v, b.v FROM t a JOIN t b ON a.ts = b.ts ORDER BY 1, 2

-- case: join_using
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:15:00Z', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT a.v, b.v FROM t a JOIN t b USING (ts) ORDER BY 1, 2

-- case: in_subquery
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:15:00Z', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT v FROM t WHERE ts IN (SELECT ts FROM t WHERE v = 2) ORDER BY 1

-- case: not_in_subquery
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:15:00Z', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT v FROM t WHERE ts NOT IN (SELECT ts FROM t WHERE v = 2) ORDER BY 1

-- case: running_max
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-01T08:15:00Z', 2), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT v, max(ts) OVER (ORDER BY v), min(ts) OVER (PARTITION BY v % 2) FROM t ORDER BY v

-- case: union
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT ts FROM t UNION SELECT ts FROM t ORDER BY 1

-- case: except
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT ts FROM t EXCEPT SELECT ts FROM t WHERE v = 4 ORDER BY 1

-- case: group_by_time_and_number
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT ts AS k, v, sum(v) FROM t GROUP BY 1, 2 HAVING max(ts) > TIMESTAMP '2024-01-01 00:00:00 UTC' ORDER BY k

-- case: text_of_the_hour
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT to_iso8601(d), s FROM (SELECT date_trunc('hour', ts) d, sum(v) s FROM t GROUP BY date_trunc('hour', ts)) ORDER BY s

-- case: greatest_two
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT max(ts, 2), max_by(v, ts, 2) FROM t

-- case: of_several_aggregates
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT approx_distinct(ts), max(DISTINCT ts), array_agg(v ORDER BY ts) FROM t

-- case: max_of_a_correlated_subquery
WITH t AS (SELECT from_iso8601_timestamp(x) ts, v FROM (VALUES ('2024-01-01T10:15:00+02:00', 1), ('2024-01-02T09:30:00+01:00', 4), (NULL, 8)) u(x, v)) SELECT v, (SELECT max(ts) FROM t b WHERE b.v < a.v) FROM t a ORDER BY v

-- case: filtered_max_in_named_zones
SELECT k, max(ts) FILTER (WHERE v > 1) FROM (SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', z) ts, v, k FROM (VALUES ('Europe/Paris', 1, 'a'), ('America/New_York', 2, 'b'), ('UTC', 3, 'a')) t(z, v, k)) GROUP BY k ORDER BY k

-- case: group_by_key_and_time
SELECT ts, k FROM (SELECT at_timezone(date_add('hour', v, TIMESTAMP '2024-01-01 00:00:00 UTC'), z) ts, v, k FROM (VALUES ('Europe/Paris', 1, 'a'), ('America/New_York', 2, 'b'), ('UTC', 3, 'a')) t(z, v, k)) GROUP BY k, ts ORDER BY k, ts
