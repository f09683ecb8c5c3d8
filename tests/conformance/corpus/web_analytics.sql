-- Questions that are asked of page views, product events and subscriptions, and models as dbt packages build them.

-- case: event_parameters_as_columns
WITH events(name, at, params) AS (VALUES
  ('page_view', BIGINT '1767607872345678', ARRAY[CAST(ROW('page', ROW('/a', NULL)) AS row(key varchar, value row(string_value varchar, int_value bigint))), CAST(ROW('session', ROW(NULL, 7)) AS row(key varchar, value row(string_value varchar, int_value bigint)))]),
  ('click', BIGINT '1767607873345678', ARRAY[CAST(ROW('session', ROW(NULL, 7)) AS row(key varchar, value row(string_value varchar, int_value bigint)))]))
SELECT name, from_unixtime(at / 1000000) AS at, max(if(p.key = 'page', p.value.string_value)) AS page, max(CASE WHEN p.key = 'session' THEN p.value.int_value END) AS session
FROM events CROSS JOIN UNNEST(params) AS p(key, value) GROUP BY name, at ORDER BY at

-- case: event_parameter_by_filter
SELECT name, element_at(filter(params, p -> p.key = 'page'), 1).value AS page, reduce(params, 0, (s, p) -> s + length(p.value), s -> s) AS size
FROM (VALUES ('view', ARRAY[CAST(ROW('page', '/a') AS row(key varchar, value varchar)), CAST(ROW('ref', 'mail') AS row(key varchar, value varchar))]), ('click', ARRAY[CAST(ROW('ref', 'ad') AS row(key varchar, value varchar))])) AS e(name, params) ORDER BY name

-- case: sessions_by_thirty_minutes
WITH e(who, at) AS (VALUES ('a', TIMESTAMP '2026-01-05 10:00:00.000'), ('a', TIMESTAMP '2026-01-05 10:20:00.000'), ('a', TIMESTAMP '2026-01-05 10:50:00.001'), ('b', TIMESTAMP '2026-01-05 10:00:00.000')),
gaps AS (SELECT *, coalesce(at > lag(at) OVER (PARTITION BY who ORDER BY at) + INTERVAL '30' MINUTE, true) AS starts FROM e),
numbered AS (SELECT who, at, sum(if(starts, 1, 0)) OVER (PARTITION BY who ORDER BY at) AS session FROM gaps)
SELECT who || '-' || CAST(session AS varchar) AS id, min(at) AS since, max(at) AS until, date_diff('second', min(at), max(at)) AS seconds, count(*) AS views FROM numbered GROUP BY who, session ORDER BY id

-- case: landing_and_exit_pages
SELECT DISTINCT session, first_value(page) OVER w AS landing, last_value(page) OVER w AS leaving, count(*) OVER w AS pages
FROM (VALUES (1, '/a', 1), (1, '/b', 2), (1, '/c', 3), (2, '/b', 1)) AS t(session, page, n)
WINDOW w AS (PARTITION BY session ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY session

-- case: paths_of_three_pages
SELECT page || ' > ' || next || ' > ' || after AS path, count(*) AS n FROM (SELECT page, lead(page) OVER (PARTITION BY s ORDER BY n) AS next, lead(page, 2) OVER (PARTITION BY s ORDER BY n) AS after FROM (VALUES (1, '/a', 1), (1, '/b', 2), (1, '/c', 3), (1, '/a', 4), (2, '/a', 1), (2, '/b', 2), (2, '/c', 3)) AS t(s, page, n)) WHERE after IS NOT NULL GROUP BY 1 ORDER BY n DESC, path

-- case: bounce_rate
SELECT day, count(*) AS sessions, count(*) FILTER (WHERE pages = 1) AS bounced, round(CAST(count(*) FILTER (WHERE pages = 1) AS double) / count(*), 4) AS rate FROM (SELECT day, session, count(*) AS pages FROM (VALUES (DATE '2026-01-05', 1), (DATE '2026-01-05', 1), (DATE '2026-01-05', 2), (DATE '2026-01-06', 3)) AS t(day, session) GROUP BY day, session) GROUP BY day ORDER BY day

-- case: channel_grouping
SELECT CASE WHEN regexp_like(source, '^(google|bing|duckduckgo)$') AND medium = 'organic' THEN 'Organic Search' WHEN regexp_like(medium, '^(.*cp.*|ppc|paid.*)$') THEN 'Paid' WHEN source = '(direct)' AND medium IN ('(none)', '(not set)') THEN 'Direct' WHEN regexp_like(source, 'email|e-mail|e_mail|e mail') THEN 'Email' ELSE 'Unassigned' END AS channel, count(*) AS n
FROM (VALUES ('google', 'organic'), ('google', 'cpc'), ('(direct)', '(none)'), ('e-mail', 'x'), ('z', 'paid_social'), ('bing', 'q')) AS t(source, medium) GROUP BY 1 ORDER BY 1

-- case: last_not_direct_source
SELECT n, source, last_value(nullif(source, 'direct')) IGNORE NULLS OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS carried, coalesce(lag(source) IGNORE NULLS OVER (ORDER BY n), '-') AS before FROM (VALUES (1, 'mail'), (2, 'direct'), (3, NULL), (4, 'ad'), (5, 'direct')) AS t(n, source) ORDER BY n

-- case: weekly_cohorts
WITH v(who, day) AS (VALUES ('a', DATE '2026-01-05'), ('a', DATE '2026-01-13'), ('a', DATE '2026-01-14'), ('b', DATE '2026-01-06'), ('c', DATE '2026-01-12'), ('c', DATE '2026-01-19')),
f AS (SELECT who, date_trunc('week', min(day)) AS cohort FROM v GROUP BY who)
SELECT cohort, date_diff('week', cohort, date_trunc('week', day)) AS week, count(DISTINCT v.who) AS users FROM v JOIN f ON f.who = v.who GROUP BY 1, 2 ORDER BY 1, 2

-- case: daily_weekly_active
SELECT d AS day, count(DISTINCT if(day = d, who)) AS dau, count(DISTINCT who) AS wau, round(CAST(count(DISTINCT if(day = d, who)) AS decimal(10,4)) / count(DISTINCT who), 2) AS stickiness
FROM UNNEST(sequence(DATE '2026-01-07', DATE '2026-01-08')) AS c(d) JOIN (VALUES ('a', DATE '2026-01-01'), ('a', DATE '2026-01-07'), ('b', DATE '2026-01-05'), ('c', DATE '2026-01-08')) AS v(who, day) ON day BETWEEN date_add('day', -6, d) AND d GROUP BY d ORDER BY d

-- case: ordered_funnel_in_an_hour
WITH e(who, what, at) AS (VALUES ('a', 'view', TIMESTAMP '2026-01-05 10:00:00'), ('a', 'cart', TIMESTAMP '2026-01-05 10:10:00'), ('a', 'buy', TIMESTAMP '2026-01-05 10:20:00'), ('b', 'view', TIMESTAMP '2026-01-05 10:00:00'), ('b', 'cart', TIMESTAMP '2026-01-05 12:00:00'), ('c', 'cart', TIMESTAMP '2026-01-05 09:00:00'), ('c', 'view', TIMESTAMP '2026-01-05 10:00:00')),
v AS (SELECT who, min(at) AS t FROM e WHERE what = 'view' GROUP BY who),
c AS (SELECT v.who, min(e.at) AS t FROM v JOIN e ON e.who = v.who AND e.what = 'cart' AND e.at BETWEEN v.t AND v.t + INTERVAL '1' HOUR GROUP BY v.who),
b AS (SELECT c.who, min(e.at) AS t FROM c JOIN e ON e.who = c.who AND e.what = 'buy' AND e.at >= c.t GROUP BY c.who)
SELECT (SELECT count(*) FROM v) AS viewed, (SELECT count(*) FROM c) AS carted, (SELECT count(*) FROM b) AS bought

-- case: minutes_between_steps
SELECT approx_percentile(minutes, 0.5) AS median, approx_percentile(minutes, ARRAY[0.25, 0.75]) AS quartiles, avg(minutes) AS mean FROM (SELECT date_diff('minute', a, b) AS minutes FROM (VALUES (TIMESTAMP '2026-01-05 10:00:00', TIMESTAMP '2026-01-05 10:10:30'), (TIMESTAMP '2026-01-05 10:00:00', TIMESTAMP '2026-01-05 10:20:59'), (TIMESTAMP '2026-01-05 10:00:00', TIMESTAMP '2026-01-05 11:00:00'), (TIMESTAMP '2026-01-05 10:00:00', NULL)) AS t(a, b))

-- case: experiment_lift
SELECT variant, count(*) AS users, sum(bought) AS buyers, avg(CAST(bought AS double)) AS rate, round(avg(CAST(bought AS double)) / (SELECT avg(CAST(bought AS double)) FROM (VALUES 0, 1, 0, 0) AS c(bought)) - 1, 4) AS lift FROM (VALUES ('b', 1), ('b', 1), ('b', 0), ('a', 0), ('a', 1), ('a', 0), ('a', 0)) AS t(variant, bought) GROUP BY variant ORDER BY variant

-- case: deterministic_split
SELECT who, abs(from_big_endian_64(xxhash64(to_utf8(who)))) % 2 AS bucket, to_hex(md5(to_utf8(lower(who)))) AS code FROM (VALUES 'ann', 'Bob', 'zoë') AS t(who) ORDER BY who

-- case: surrogate_key_of_a_model
SELECT lower(to_hex(md5(to_utf8(CAST(coalesce(CAST(a AS varchar), '') || '-' || coalesce(CAST(b AS varchar), '') || '-' || coalesce(CAST(c AS varchar), '') AS varchar))))) AS id FROM (VALUES (1, 'x', DATE '2026-01-05'), (NULL, 'x', NULL)) AS t(a, b, c) ORDER BY 1

-- case: date_spine
WITH rawdata AS (WITH p AS (SELECT 0 AS generated_number UNION ALL SELECT 1), unioned AS (SELECT p0.generated_number * 1 + p1.generated_number * 2 + p2.generated_number * 4 + 1 AS generated_number FROM p AS p0 CROSS JOIN p AS p1 CROSS JOIN p AS p2)
SELECT * FROM unioned WHERE generated_number <= 5 ORDER BY generated_number)
SELECT date_add('day', row_number() OVER (ORDER BY generated_number) - 1, DATE '2026-02-26') AS date_day FROM rawdata ORDER BY 1

-- case: deduplicated_by_row_number
SELECT id, v FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY updated DESC NULLS LAST) AS rn FROM (VALUES (1, 'a', 1), (1, 'b', NULL), (1, 'c', 3), (2, 'd', NULL)) AS t(id, v, updated)) AS s WHERE s.rn = 1 ORDER BY id

-- case: snapshot_validity
SELECT id, status, at AS valid_from, lead(at) OVER (PARTITION BY id ORDER BY at) AS valid_to, coalesce(lead(at) OVER (PARTITION BY id ORDER BY at), TIMESTAMP '9999-12-31 00:00:00') AS until FROM (VALUES (1, 'new', TIMESTAMP '2026-01-01 00:00:00'), (1, 'paid', TIMESTAMP '2026-01-02 00:00:00')) AS t(id, status, at) ORDER BY id, at

-- case: unpivot_by_arrays
SELECT id, metric, value FROM (VALUES (1, 10, 20), (2, NULL, 40)) AS t(id, clicks, views) CROSS JOIN UNNEST(ARRAY['clicks', 'views'], ARRAY[clicks, views]) AS u(metric, value) ORDER BY id, metric

-- case: unpivot_by_values
-- fails: VALUES of outer columns
SELECT id, metric, value FROM (VALUES (1, 10, 20), (2, NULL, 40)) AS t(id, clicks, views) CROSS JOIN LATERAL (VALUES ('clicks', clicks), ('views', views)) AS u(metric, value) ORDER BY id, metric

-- case: equal_tables
(SELECT 'a' AS side, x FROM (VALUES 1, 2) AS t(x) EXCEPT SELECT 'a', x FROM (VALUES 2, 3) AS u(x)) UNION ALL (SELECT 'b', x FROM (VALUES 2, 3) AS u(x) EXCEPT SELECT 'b', x FROM (VALUES 1, 2) AS t(x)) ORDER BY side

-- case: accepted_values_test
WITH all_values AS (SELECT status AS value_field, count(*) AS n_records FROM (VALUES 'new', 'paid', 'lost', 'lost') AS o(status) GROUP BY status) SELECT * FROM all_values WHERE value_field NOT IN ('new', 'paid', 'shipped')

-- case: relationships_test
WITH child AS (SELECT customer AS from_field FROM (VALUES 1, 2, 9, NULL) AS o(customer) WHERE customer IS NOT NULL), parent AS (SELECT id AS to_field FROM (VALUES 1, 2) AS c(id))
SELECT from_field FROM child LEFT JOIN parent ON child.from_field = parent.to_field WHERE parent.to_field IS NULL

-- case: at_least_one_per_group
SELECT count(*) AS failures, count(*) != 0 AS should_warn, count(*) > 10 AS should_error FROM (SELECT id FROM (VALUES 1, 1, 2) AS t(id) WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1) AS dbt_internal_test

-- case: safe_division_and_cast
SELECT a / nullif(b, 0) AS share, TRY(a / b) AS tried, CAST(a AS double) / nullif(b, 0) AS exact, coalesce(TRY_CAST('x' AS integer), -1) AS n FROM (VALUES (7, 2), (1, 0)) AS t(a, b) ORDER BY a

-- case: monthly_recurring_revenue
WITH s(who, since, until, price) AS (VALUES ('a', DATE '2026-01-15', DATE '2026-03-14', 10.00), ('b', DATE '2026-02-01', NULL, 20.00))
SELECT m AS month, sum(price) AS mrr, count(*) AS paying, sum(price) - lag(sum(price)) OVER (ORDER BY m) AS change FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-04-01', INTERVAL '1' MONTH)) AS c(m) JOIN s ON s.since <= last_day_of_month(m) AND coalesce(s.until, DATE '9999-12-31') >= last_day_of_month(m) GROUP BY m ORDER BY m

-- case: churned_new_and_kept
-- fails: a column of USING has no table
SELECT coalesce(a.who, b.who) AS who, CASE WHEN a.who IS NULL THEN 'new' WHEN b.who IS NULL THEN 'churned' WHEN b.price > a.price THEN 'up' ELSE 'kept' END AS movement, coalesce(b.price, 0) - coalesce(a.price, 0) AS delta FROM (VALUES ('x', 10), ('y', 5), ('z', 1)) AS a(who, price) FULL OUTER JOIN (VALUES ('x', 10), ('y', 7), ('w', 3)) AS b(who, price) USING (who) ORDER BY 1

-- case: full_join_on_renamed
SELECT coalesce(a.w, b.w) AS who, b.p - a.p AS delta FROM (VALUES ('x', 10), ('y', 5)) AS a(w, p) FULL JOIN (VALUES ('y', 7), ('z', 3)) AS b(w, p) ON a.w = b.w ORDER BY 1

-- case: nested_json_of_an_app
SELECT json_extract_scalar(e, '$.device.os["name"]') AS os, CAST(json_extract(e, '$.items') AS array(map(varchar, json))) AS items, json_format(json_extract(e, '$.device')) AS device, json_size(e, '$.items') AS n
FROM (VALUES JSON '{"device":{"os":{"name":"iOS"}},"items":[{"sku":"a","qty":2},{"sku":"b"}]}') AS t(e)

-- case: json_items_to_rows
SELECT order_id, CAST(json_extract_scalar(item, '$.price') AS decimal(10,2)) * CAST(json_extract_scalar(item, '$.qty') AS integer) AS total FROM (VALUES (1, '[{"price": "9.99", "qty": 3}, {"price": 0.5, "qty": "2"}]')) AS o(order_id, items) CROSS JOIN UNNEST(CAST(json_parse(items) AS array(json))) AS t(item) ORDER BY total

-- case: json_object_to_rows
SELECT k, json_format(v) AS v FROM (VALUES '{"a": 1, "b": [1, 2], "c": null}') AS t(j) CROSS JOIN UNNEST(CAST(json_parse(j) AS map(varchar, json))) AS u(k, v) ORDER BY k

-- case: concatenated_rows_of_text
SELECT who, array_join(array_sort(array_agg(DISTINCT page)), ' | ') AS pages, listagg(page, '>') WITHIN GROUP (ORDER BY n) AS path FROM (VALUES ('a', '/x', 2), ('a', '/y', 1), ('a', '/x', 3)) AS t(who, page, n) GROUP BY who

-- case: word_counts
SELECT word, count(*) AS n FROM (VALUES 'The cat and the hat', 'the end.') AS t(line) CROSS JOIN UNNEST(regexp_extract_all(lower(line), '[a-z]+')) AS u(word) GROUP BY word HAVING count(*) > 1 ORDER BY n DESC

-- case: ranks_side_by_side
SELECT x, row_number() OVER (ORDER BY x DESC) AS n, rank() OVER (ORDER BY x DESC) AS r, dense_rank() OVER (ORDER BY x DESC) AS d, percent_rank() OVER (ORDER BY x) AS p, cume_dist() OVER (ORDER BY x) AS c, ntile(2) OVER (ORDER BY x) AS half FROM (VALUES 10, 20, 20, 30) AS t(x) ORDER BY x, n

-- case: moving_average_by_days
SELECT day, avg(x) OVER (ORDER BY day RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS mean, count(*) OVER (ORDER BY day RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND INTERVAL '1' DAY FOLLOWING) AS n FROM (VALUES (DATE '2026-01-01', 1e0), (DATE '2026-01-02', 2e0), (DATE '2026-01-05', 3e0)) AS t(day, x) ORDER BY day

-- case: gini_of_spend
SELECT round(1 - 2 * sum((total - running + x / 2) / total / n), 6) AS gini FROM (SELECT x, sum(x) OVER (ORDER BY x) AS running, sum(x) OVER () AS total, count(*) OVER () AS n FROM (VALUES 1e0, 2e0, 3e0, 4e0) AS t(x))

-- case: heat_map_of_weekdays
SELECT format_datetime(at, 'E') AS weekday, sum(if(hour(at) < 12, 1, 0)) AS morning, sum(if(hour(at) >= 12, 1, 0)) AS afternoon FROM (VALUES TIMESTAMP '2026-01-05 09:00:00', TIMESTAMP '2026-01-05 13:00:00', TIMESTAMP '2026-01-06 14:00:00') AS t(at) GROUP BY format_datetime(at, 'E'), day_of_week(at) ORDER BY day_of_week(at)
