-- Statements as they are asked for and answered in public: questions on Presto and Athena, on-chain analytics, sessions, funnels, retention, audit logs.

-- case: hex_amounts_of_transfers
SELECT tx, CAST(from_base(ltrim(substr(data, 3), '0'), 16) AS double) / 1e18 AS amount, to_hex(from_hex(substr(data, 3, 4))) AS head, lower(to_hex(substr(from_hex('0000000000000000000000005a0b54d5dc17e0aadc383d2db43b0a0d3e029c4c'), 13))) AS address FROM (VALUES ('t1', '0x0de0b6b3a7640000'), ('t2', '0x00000001')) AS t(tx, data) ORDER BY tx

-- case: selector_of_call_data
SELECT substr(input, 1, 4) AS selector, length(input) AS bytes, from_big_endian_64(substr(input, length(input) - 7)) AS arg, reverse(substr(input, 1, 2)) AS swapped, concat(substr(input, 1, 1), X'ff') AS joined, input > X'a9' AS later FROM (VALUES X'a9059cbb000000000000002a') AS t(input)

-- case: daily_balances_carried_forward
WITH days AS (SELECT CAST(d AS date) AS day FROM UNNEST(sequence(DATE '2024-02-27', DATE '2024-03-02', INTERVAL '1' DAY)) AS s(d)),
changes AS (SELECT * FROM (VALUES ('a', DATE '2024-02-27', DECIMAL '10.5'), ('a', DATE '2024-03-01', DECIMAL '-3.25'), ('b', DATE '2024-02-29', DECIMAL '0.01')) AS t(wallet, day, change)),
running AS (SELECT wallet, day, sum(change) OVER (PARTITION BY wallet ORDER BY day) AS balance, lead(day, 1, DATE '2024-03-03') OVER (PARTITION BY wallet ORDER BY day) AS next_day FROM changes)
SELECT d.day, r.wallet, r.balance FROM running r INNER JOIN days d ON r.day <= d.day AND d.day < r.next_day ORDER BY 2, 1

-- case: weighted_price_by_minute
SELECT date_trunc('minute', block_time) AS minute, sum(amount_usd) / sum(amount) AS vwap, approx_percentile(amount_usd / amount, 0.5) AS median_price, max_by(amount_usd / amount, block_time) AS close_price, min_by(amount_usd / amount, block_time) AS open_price FROM (VALUES (TIMESTAMP '2024-02-29 23:59:58.123', 2e0, 6000e0), (TIMESTAMP '2024-02-29 23:59:59.999', 1e0, 3300e0), (TIMESTAMP '2024-03-01 00:00:00', 4e0, 12000e0)) AS t(block_time, amount, amount_usd) GROUP BY 1 ORDER BY 1

-- case: orders_of_json_calls
SELECT TRY_CAST(json_extract_scalar(o, '$.makerAmount') AS decimal(38,0)) AS maker, json_value(o, 'lax $.takerAsset') AS taker, json_query(o, 'lax $.fees[*].to' WITH ARRAY WRAPPER) AS fee_receivers, cardinality(CAST(json_extract(o, '$.fees') AS array(json))) AS fees, element_at(CAST(json_parse(json_query(o, 'lax $.fees[*].bps' WITH ARRAY WRAPPER)) AS array(integer)), -1) AS last_bps FROM (VALUES '{"makerAmount":"115792089237316195423570985008687907853","takerAsset":"0xAB","fees":[{"to":"x","bps":10},{"to":"ÿ","bps":25}]}', '{"makerAmount":"1e3","fees":[]}') AS t(o) ORDER BY 1 NULLS LAST

-- case: sandwiched_trades
SELECT f.tx AS frontrun, v.tx AS victim, b.tx AS backrun FROM (VALUES (1, 0, 'bot', 'buy', 't1'), (1, 1, 'ann', 'buy', 't2'), (1, 2, 'bot', 'sell', 't3'), (2, 0, 'bot', 'buy', 't4')) AS f(block, idx, who, side, tx) JOIN (VALUES (1, 0, 'bot', 'buy', 't1'), (1, 1, 'ann', 'buy', 't2'), (1, 2, 'bot', 'sell', 't3'), (2, 0, 'bot', 'buy', 't4')) AS b(block, idx, who, side, tx) ON f.block = b.block AND f.who = b.who AND f.side != b.side AND f.idx + 1 < b.idx JOIN (VALUES (1, 1, 'ann', 'buy', 't2')) AS v(block, idx, who, side, tx) ON v.block = f.block AND v.idx BETWEEN f.idx + 1 AND b.idx - 1 AND f.side = v.side

-- case: labels_as_a_map_of_arrays
SELECT m['cex'] AS cex, element_at(m, 'dao') AS dao, cardinality(m) AS n, transform_values(m, (k, v) -> array_join(array_sort(v), '|')) AS joined FROM (SELECT multimap_agg(category, name) AS m FROM (VALUES ('cex', 'b'), ('dex', 'u')) AS l(category, name))

-- case: rows_to_columns_by_map
SELECT id, kv['weight'] AS weight, element_at(kv, 'height') AS height, map_keys(kv)[1] AS first_key FROM (SELECT id, map_agg(key, value) AS kv FROM (VALUES (1, 'weight', '70'), (1, 'height', '180'), (2, 'weight', NULL)) AS t(id, key, value) GROUP BY id) ORDER BY id

-- case: columns_to_rows_by_unnest
SELECT t.id, u.key, u.value FROM (VALUES (1, 10, NULL), (2, -5, 0)) AS t(id, a, b) CROSS JOIN UNNEST(ARRAY['a', 'b'], ARRAY[a, b]) AS u(key, value) ORDER BY id, key

-- case: two_arrays_of_unequal_length
SELECT n, a, b FROM (VALUES 1) AS x(q) CROSS JOIN UNNEST(ARRAY[1, 2, 3], ARRAY['x', NULL]) WITH ORDINALITY AS t(a, b, n) ORDER BY n

-- case: nested_arrays_unnested_twice
SELECT order_id, item.sku, tag FROM (VALUES (1, CAST(ARRAY[ROW('s1', ARRAY['new', 'sale']), ROW('s2', ARRAY[]), ROW('s3', NULL)] AS array(row(sku varchar, tags array(varchar)))))) AS o(order_id, items) CROSS JOIN UNNEST(items) AS i(sku, tags) CROSS JOIN UNNEST(ARRAY[CAST(ROW(sku) AS row(sku varchar))]) AS r(item_sku) CROSS JOIN UNNEST(ARRAY[CAST(ROW(item_sku) AS row(sku varchar))]) WITH ORDINALITY AS s(sku2, ord) LEFT JOIN UNNEST(tags) AS g(tag) ON TRUE CROSS JOIN (SELECT CAST(ROW('k') AS row(sku varchar)) AS item) ORDER BY 1, 3

-- case: left_join_unnest_keeps_empty
SELECT id, tag FROM (VALUES (1, ARRAY['x']), (2, ARRAY[]), (3, NULL)) AS t(id, tags) LEFT JOIN UNNEST(tags) AS u(tag) ON TRUE ORDER BY id

-- case: last_non_null_value
SELECT id, v, last_value(v) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS filled, first_value(v) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS backfilled, lag(v) IGNORE NULLS OVER (ORDER BY id) AS previous, nth_value(v, 2) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second FROM (VALUES (1, NULL), (2, 'a'), (3, NULL), (4, 'b'), (5, NULL)) AS t(id, v) ORDER BY id

-- case: cumulative_distinct_users
SELECT day, count(*) FILTER (WHERE first_seen) AS new_users, sum(count(*) FILTER (WHERE first_seen)) OVER (ORDER BY day) AS all_users FROM (SELECT day, usr, row_number() OVER (PARTITION BY usr ORDER BY day) = 1 AS first_seen FROM (VALUES (DATE '2024-02-28', 'a'), (DATE '2024-02-28', 'b'), (DATE '2024-02-29', 'a'), (DATE '2024-02-29', NULL), (DATE '2024-03-01', 'c')) AS e(day, usr)) GROUP BY day ORDER BY day

-- case: distinct_in_a_window_by_sets
SELECT day, cardinality(array_distinct(flatten(array_agg(users) OVER (ORDER BY day ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)))) AS active_2d FROM (SELECT day, array_agg(DISTINCT usr) AS users FROM (VALUES (1, 'a'), (1, 'b'), (2, 'b'), (3, 'c'), (3, 'c')) AS e(day, usr) GROUP BY day) ORDER BY day

-- case: time_between_orders_in_words
SELECT usr, at, to_milliseconds(at - lag(at) OVER w) AS ms, date_diff('hour', lag(at) OVER w, at) AS hours, at - lag(at) OVER w AS gap, human_readable_seconds(date_diff('second', lag(at) OVER w, at)) AS words FROM (VALUES ('a', TIMESTAMP '2024-02-28 22:00:00.000'), ('a', TIMESTAMP '2024-03-01 00:30:00.500'), ('b', TIMESTAMP '1969-12-31 23:59:59.999')) AS o(usr, at) WINDOW w AS (PARTITION BY usr ORDER BY at) ORDER BY usr, at

-- case: thirty_minute_sessions
WITH marked AS (SELECT usr, at, CASE WHEN date_diff('second', lag(at) OVER (PARTITION BY usr ORDER BY at), at) >= 30 * 60 THEN 1 WHEN lag(at) OVER (PARTITION BY usr ORDER BY at) IS NULL THEN 1 ELSE 0 END AS is_new FROM (VALUES ('a', TIMESTAMP '2024-02-29 23:40:00'), ('a', TIMESTAMP '2024-03-01 00:09:59.999'), ('a', TIMESTAMP '2024-03-01 00:40:00'), ('b', TIMESTAMP '2024-03-01 00:00:00')) AS e(usr, at)),
numbered AS (SELECT usr, at, usr || '-' || CAST(sum(is_new) OVER (PARTITION BY usr ORDER BY at ROWS UNBOUNDED PRECEDING) AS varchar) AS session_id FROM marked)
SELECT session_id, min(at) AS started, max(at) - min(at) AS took, count(*) AS events FROM numbered GROUP BY session_id ORDER BY session_id

-- case: funnel_by_nested_aggregates
SELECT count_if(step >= 1) AS viewed, count_if(step >= 2) AS carted, count_if(step >= 3) AS paid, round(100.0 * count_if(step >= 3) / nullif(count_if(step >= 1), 0), 1) AS pct FROM (SELECT usr, CASE WHEN min(at) FILTER (WHERE ev = 'pay') > min(at) FILTER (WHERE ev = 'cart') AND min(at) FILTER (WHERE ev = 'cart') > min(at) FILTER (WHERE ev = 'view') THEN 3 WHEN min(at) FILTER (WHERE ev = 'cart') > min(at) FILTER (WHERE ev = 'view') THEN 2 WHEN bool_or(ev = 'view') THEN 1 ELSE 0 END AS step FROM (VALUES ('a', 'view', 1), ('a', 'cart', 2), ('a', 'pay', 3), ('b', 'cart', 1), ('b', 'view', 2), ('c', 'pay', 9), ('d', 'view', 1), ('d', 'cart', 5)) AS e(usr, ev, at) GROUP BY usr)

-- case: retention_by_signup_month
SELECT cohort, months, count(DISTINCT usr) AS users, format('%.1f%%', 100e0 * count(DISTINCT usr) / max(size)) AS share FROM (SELECT usr, date_trunc('month', min(day) OVER (PARTITION BY usr)) AS cohort, date_diff('month', date_trunc('month', min(day) OVER (PARTITION BY usr)), date_trunc('month', day)) AS months FROM (VALUES ('a', DATE '2023-12-31'), ('a', DATE '2024-02-29'), ('b', DATE '2023-12-01'), ('c', DATE '2024-01-15'), ('c', DATE '2024-01-16')) AS e(usr, day)) JOIN (SELECT date_trunc('month', first) AS c, count(*) AS size FROM (SELECT usr, min(day) AS first FROM (VALUES ('a', DATE '2023-12-31'), ('b', DATE '2023-12-01'), ('c', DATE '2024-01-15')) AS e(usr, day) GROUP BY usr) GROUP BY 1) ON c = cohort GROUP BY cohort, months ORDER BY cohort, months

-- case: path_of_pages
SELECT array_join(slice(array_agg(page ORDER BY at), 1, 3), ' > ') AS path, count(*) OVER () AS paths, reduce(array_agg(page ORDER BY at DESC), '', (s, x) -> if(s = '', x, x || '<' || s), s -> s) AS folded FROM (VALUES ('s1', 1, '/'), ('s1', 2, '/a'), ('s1', 3, '/b'), ('s1', 4, '/c'), ('s2', 1, '/')) AS e(s, at, page) GROUP BY s ORDER BY s

-- case: consecutive_days
SELECT usr, min(day) AS since, max(day) AS until, count(*) AS days FROM (SELECT usr, day, date_add('day', -row_number() OVER (PARTITION BY usr ORDER BY day), day) AS grp FROM (SELECT DISTINCT usr, CAST(at AS date) AS day FROM (VALUES ('a', TIMESTAMP '2024-02-28 23:00:00'), ('a', TIMESTAMP '2024-02-29 01:00:00'), ('a', TIMESTAMP '2024-02-29 02:00:00'), ('a', TIMESTAMP '2024-03-02 00:00:00')) AS e(usr, at))) GROUP BY usr, grp ORDER BY since

-- case: top_n_with_ties_and_others
SELECT CASE WHEN r <= 2 THEN name ELSE 'other' END AS name, sum(v) AS v FROM (SELECT name, v, rank() OVER (ORDER BY v DESC NULLS LAST) AS r FROM (VALUES ('a', 5), ('b', 5), ('c', 3), ('d', NULL)) AS t(name, v)) GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1

-- case: percent_of_total_by_group
SELECT country, city, sum(v) AS v, round(sum(v) * 1.0 / sum(sum(v)) OVER (PARTITION BY country), 4) AS of_country, sum(v) * 100 / sum(sum(v)) OVER () AS of_all FROM (VALUES ('de', 'b', 1), ('de', 'm', 2), ('fr', 'p', 4)) AS t(country, city, v) GROUP BY country, city ORDER BY 1, 2

-- case: median_without_function
SELECT g, avg(x) AS median FROM (SELECT g, x, row_number() OVER (PARTITION BY g ORDER BY x) AS a, row_number() OVER (PARTITION BY g ORDER BY x DESC) AS d FROM (VALUES ('p', 1), ('p', 3), ('p', 10), ('q', 2), ('q', 5)) AS t(g, x)) WHERE a IN (d, d - 1, d + 1) GROUP BY g ORDER BY g

-- case: query_string_to_map
SELECT split_to_map(url_extract_query(u), '&', '=') AS m, url_decode(element_at(split_to_map(url_extract_query(u), '&', '='), 'q')) AS q, url_extract_parameter(u, 'empty') AS e, url_extract_port(u) AS p FROM (VALUES 'http://h.example:8080/p?q=caf%C3%A9+au%20lait&empty=#frag') AS t(u)

-- case: user_agent_by_pattern
SELECT CASE WHEN regexp_like(ua, '(?i)bot|crawl|spider') THEN 'bot' WHEN regexp_like(ua, 'iPhone|iPad') THEN 'ios' ELSE coalesce(regexp_extract(ua, '(Firefox|Chrome)/(\d+)', 1), 'other') END AS kind, regexp_extract(ua, '(Firefox|Chrome)/(\d+)', 2) AS version, count(*) AS n FROM (VALUES 'Mozilla/5.0 Firefox/121.0', 'GoogleBot/2.1', 'Mozilla/5.0 (iPhone; CPU)', '', NULL) AS t(ua) GROUP BY 1, 2 ORDER BY 1, 2

-- case: epoch_of_each_unit
SELECT id, from_unixtime(CASE WHEN ts > 100000000000000 THEN ts / 1000000e0 WHEN ts > 100000000000 THEN ts / 1000e0 ELSE CAST(ts AS double) END) AS at, date(from_unixtime(ts / 1000)) AS wrong_unit FROM (VALUES (1, BIGINT '1709251199'), (2, BIGINT '1709251199123'), (3, BIGINT '1709251199123456'), (4, BIGINT '-1')) AS t(id, ts) WHERE id <> 3 ORDER BY id

-- case: string_dates_in_many_forms
SELECT s, coalesce(try(date_parse(s, '%Y-%m-%d')), try(date_parse(s, '%d/%m/%Y')), try(date_parse(s, '%b %e, %Y')), try(CAST(from_iso8601_timestamp(s) AS timestamp))) AS d FROM (VALUES '2024-02-29', '29/02/2023', '31/12/1969', 'Feb 9, 2024', '2024-02-29T10:00:00+05:30', '', NULL) AS t(s) ORDER BY s

-- case: week_over_week
SELECT date_trunc('week', d) AS week, sum(v) AS v, sum(v) - lag(sum(v)) OVER (ORDER BY date_trunc('week', d)) AS diff, CAST(sum(v) AS double) / lag(sum(v)) OVER (ORDER BY date_trunc('week', d)) - 1 AS growth FROM (VALUES (DATE '2023-12-31', 4), (DATE '2024-01-01', 5), (DATE '2024-01-07', 1), (DATE '2024-01-08', 0)) AS t(d, v) GROUP BY 1 ORDER BY 1

-- case: date_range_between_strings
SELECT day FROM (VALUES '2024-02-28', '2024-02-29', '2024-03-01', '2024-3-1', '') AS t(day) WHERE day BETWEEN '2024-02-29' AND date_format(DATE '2024-02-28' + INTERVAL '2' DAY, '%Y-%m-%d') ORDER BY day

-- case: partition_columns_as_text
SELECT count(*) AS n, min(year || '-' || month || '-' || lpad(day, 2, '0')) AS first FROM (VALUES ('2024', '02', '9'), ('2024', '02', '29'), ('2023', '12', '31')) AS t(year, month, day) WHERE CAST(year || month || lpad(day, 2, '0') AS integer) >= 20240209 AND date(concat(year, '-', month, '-', lpad(day, 2, '0'))) < DATE '2024-03-01'

-- case: cidr_of_flow_logs
SELECT addr, contains('10.0.0.0/8', CAST(addr AS ipaddress)) AS internal FROM (VALUES '10.255.0.1', '11.0.0.1', '::ffff:10.0.0.1') AS t(addr) ORDER BY addr

-- case: bytes_as_data_size
SELECT parse_data_size('2.3MB') AS a, parse_data_size('1kB') + parse_data_size('1B') AS b, format_number(123456789) AS c, format('%,d', 123456789) AS d, format('%08.3f|%x|%5s|%-5s|%b', -3.14159e0, 255, 'ab', 'cd', true) AS e

-- case: flow_log_top_talkers
SELECT srcaddr, sum(bytes) AS bytes, format('%.2f', sum(bytes) / CAST(1024 * 1024 AS double)) AS mb, count_if(action = 'REJECT') AS rejects, array_agg(DISTINCT dstport ORDER BY dstport) AS ports FROM (VALUES ('10.0.0.1', 443, BIGINT '5000000000', 'ACCEPT'), ('10.0.0.1', 22, BIGINT '40', 'REJECT'), ('10.0.0.2', NULL, NULL, 'REJECT')) AS v(srcaddr, dstport, bytes, action) GROUP BY srcaddr ORDER BY bytes DESC NULLS LAST

-- case: audit_log_fields
SELECT json_extract_scalar(r, '$.userIdentity.arn') AS arn, json_array_length(json_extract(r, '$.resources')) AS n, json_extract_scalar(r, '$.requestParameters["x-amz-acl"]') AS acl, json_extract(r, '$.resources[0].ARN') AS first_arn, json_extract_scalar(r, '$.requestParameters') AS not_scalar FROM (VALUES '{"userIdentity":{"arn":"arn:aws:iam::1:user/é"},"resources":[{"ARN":"a"},{"ARN":"b"}],"requestParameters":{"x-amz-acl":"private"}}') AS t(r)

-- case: json_array_to_rows
SELECT t.id, json_extract_scalar(e, '$.name') AS name, CAST(json_extract(e, '$.qty') AS integer) AS qty FROM (VALUES (1, '[{"name":"a","qty":2},{"name":"b"},{}]'), (2, '[]'), (3, NULL)) AS t(id, j) CROSS JOIN UNNEST(CAST(json_parse(j) AS array(json))) AS u(e) ORDER BY id, name NULLS LAST

-- case: json_object_to_key_value_rows
SELECT k, json_format(v) AS v, json_size(v, '$') AS size FROM UNNEST(CAST(JSON '{"b": {"x": [1, 2.50]}, "a": null, "": "s"}' AS map(varchar, json))) AS t(k, v) ORDER BY k

-- case: json_to_typed_rows
SELECT r.id, r.tags[1] AS tag, r.tags[2] AS no_tag, date(r.at) AS at, r.missing FROM (SELECT CAST(json_parse('{"id": 7, "tags": ["x", null], "at": "2024-02-29", "more": 1}') AS row(id bigint, tags array(varchar), at varchar, missing double)) AS r)

-- case: json_to_a_date
-- fails: JSON has no dates
SELECT r.id, r.tags[1] AS tag, r.at FROM (SELECT CAST(json_parse('{"id": 7, "tags": ["x", null], "at": "2024-02-29", "more": 1}') AS row(id bigint, tags array(varchar), at date)) AS r)

-- case: row_to_json_text
SELECT json_format(CAST(ROW(1, 'é"', NULL, ARRAY[1.50, -0.1], MAP(ARRAY['k'], ARRAY[DATE '2024-02-29']), TIMESTAMP '2024-02-29 01:02:03.004', true, 1e100, nan()) AS json)) AS j

-- case: array_of_rows_sorted_by_field
SELECT transform(array_sort(items, (x, y) -> CASE WHEN x.price < y.price THEN 1 WHEN x.price > y.price THEN -1 ELSE 0 END), x -> x.name) AS by_price, reduce(items, 0e0, (s, x) -> s + x.price, s -> s) AS total, filter(items, x -> x.price > 1.5e0)[1].name AS dear FROM (VALUES CAST(ARRAY[ROW('a', 1.5e0), ROW('b', 3e0), ROW('c', 2e0)] AS array(row(name varchar, price double)))) AS t(items)

-- case: except_keeps_nulls_once
SELECT x FROM (VALUES 1, 1, NULL, NULL, 2) AS a(x) EXCEPT SELECT x FROM (VALUES 2, 3) AS b(x) ORDER BY x NULLS FIRST

-- case: anti_join_three_ways
SELECT (SELECT count(*) FROM (VALUES 1, 2, NULL) AS a(x) WHERE x NOT IN (SELECT y FROM (VALUES 2, 3) AS b(y))) AS not_in, (SELECT count(*) FROM (VALUES 1, 2, NULL) AS a(x) WHERE x NOT IN (SELECT y FROM (VALUES 2, NULL) AS b(y))) AS not_in_null, (SELECT count(*) FROM (VALUES 1, 2, NULL) AS a(x) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 2, NULL) AS b(y) WHERE y = x)) AS not_exists

-- case: any_all_of_empty
SELECT 1 = ANY (SELECT x FROM (VALUES 1, NULL) AS t(x)) AS a, 1 > ALL (SELECT x FROM (VALUES 0) AS t(x) WHERE false) AS b, 1 = ANY (SELECT x FROM (VALUES 2, NULL) AS t(x)) AS c, 1 <> ALL (SELECT x FROM (VALUES 2, NULL) AS t(x)) AS d, 2 >= SOME (SELECT x FROM (VALUES 3, 2) AS t(x)) AS e

-- case: full_join_with_coalesced_keys
SELECT coalesce(a.k, b.k) AS k, a.v AS av, b.v AS bv, coalesce(a.v, 0) - coalesce(b.v, 0) AS diff FROM (VALUES (1, 10), (2, NULL), (NULL, 5)) AS a(k, v) FULL OUTER JOIN (VALUES (2, 7), (3, 9), (NULL, 1)) AS b(k, v) ON a.k = b.k AND b.v > 5 ORDER BY 1, 2, 3

-- case: as_of_join_by_window
SELECT t.id, t.at, r.rate FROM (VALUES (1, 5), (2, 10), (3, 1)) AS t(id, at) LEFT JOIN (SELECT at AS start_at, lead(at, 1, 999) OVER (ORDER BY at) AS end_at, rate FROM (VALUES (2, 1.10), (10, 1.2)) AS x(at, rate)) AS r ON t.at >= r.start_at AND t.at < r.end_at ORDER BY id

-- case: overlapping_bookings
SELECT a.id, b.id AS other, greatest(a.s, b.s) AS overlap_from, least(a.e, b.e) AS overlap_to FROM (VALUES (1, DATE '2024-02-27', DATE '2024-03-01'), (2, DATE '2024-02-29', DATE '2024-03-05'), (3, DATE '2024-03-05', DATE '2024-03-06')) AS a(id, s, e) JOIN (VALUES (1, DATE '2024-02-27', DATE '2024-03-01'), (2, DATE '2024-02-29', DATE '2024-03-05'), (3, DATE '2024-03-05', DATE '2024-03-06')) AS b(id, s, e) ON a.id < b.id AND a.s <= b.e AND b.s <= a.e ORDER BY 1, 2

-- case: org_tree_with_paths
WITH RECURSIVE org (id, name, path, depth) AS (SELECT id, name, ARRAY[name], 1 FROM (VALUES (1, 'ceo', NULL), (2, 'cto', 1), (3, 'dev', 2), (4, 'cfo', 1)) AS e(id, name, boss) WHERE boss IS NULL UNION ALL SELECT e.id, e.name, o.path || e.name, o.depth + 1 FROM org o JOIN (VALUES (1, 'ceo', NULL), (2, 'cto', 1), (3, 'dev', 2), (4, 'cfo', 1)) AS e(id, name, boss) ON e.boss = o.id)
SELECT lpad('', 2 * (depth - 1), '.') || name AS tree, array_join(path, '/') AS path FROM org ORDER BY path

-- case: fibonacci_and_factorials
WITH RECURSIVE f (n, a, b, fact) AS (VALUES (1, BIGINT '0', BIGINT '1', DECIMAL '1') UNION ALL SELECT n + 1, b, a + b, CAST(fact * n AS decimal(1,0)) FROM f WHERE n < 4) SELECT * FROM f ORDER BY n

-- case: grouping_sets_with_a_computed_year
SELECT coalesce(region, '(all)') AS region, y, count(*) AS n, grouping(region, y) AS g FROM (SELECT region, year(d) AS y FROM (VALUES ('eu', DATE '1969-12-31'), ('eu', DATE '2024-02-29'), (NULL, DATE '2024-01-01')) AS t(region, d)) GROUP BY GROUPING SETS ((region, y), (region), ()) ORDER BY g, 1, 2

-- case: grouping_of_an_expression
-- fails: GROUPING takes columns alone
SELECT coalesce(region, '(all)') AS region, year(d) AS y, count(*) AS n, grouping(region, year(d)) AS g FROM (VALUES ('eu', DATE '1969-12-31'), ('eu', DATE '2024-02-29'), (NULL, DATE '2024-01-01')) AS t(region, d) GROUP BY GROUPING SETS ((region, year(d)), (region), ()) ORDER BY g, 1, 2

-- case: having_without_group
SELECT max(x) AS m, count(*) AS n FROM (VALUES 1, 2) AS t(x) HAVING count(*) > 1

-- case: distinct_on_by_row_number_filter
SELECT id, name FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY at DESC, name) AS rn FROM (VALUES (1, 'a', 1), (1, 'b', 1), (2, 'c', NULL)) AS t(id, name, at)) AS x WHERE rn = 1 ORDER BY id

-- case: limit_offset_page
SELECT x FROM UNNEST(sequence(1, 20)) AS t(x) ORDER BY x % 7, x DESC OFFSET 4 ROWS LIMIT 3

-- case: random_sample_by_hash
SELECT count(*) AS n, sum(bucket) AS s FROM (SELECT mod(abs(from_big_endian_64(xxhash64(to_utf8(CAST(id AS varchar))))), 10) AS bucket FROM UNNEST(sequence(1, 50)) AS t(id))

-- case: masking_of_mail_addresses
SELECT regexp_replace(m, '^(.)[^@]*(@.*)$', '$1***$2') AS a, regexp_replace(m, '(\w)(\w*)@', x -> upper(x[1]) || '@') AS b, split_part(m, '@', 2) AS c, strpos(m, '@') AS d, to_hex(sha256(to_utf8(lower(trim(m))))) AS e FROM (VALUES ' Ann@x.example') AS t(m)

-- case: text_similarity
SELECT levenshtein_distance('kitten', 'sitting') AS a, hamming_distance('karolin', 'kathrin') AS b, soundex('Robert') = soundex('Rupert') AS c, levenshtein_distance('', 'ünï') AS d

-- case: bigrams_jaccard
SELECT CAST(cardinality(array_intersect(a, b)) AS double) / cardinality(array_union(a, b)) AS jaccard, a FROM (VALUES (ngrams(regexp_extract_all('night', '.'), 2), ngrams(regexp_extract_all('nacht', '.'), 2))) AS t(a, b)

-- case: count_of_words
SELECT word, count(*) AS n FROM (VALUES 'the cat, the DOG', 'Dog   cat.', '') AS t(line) CROSS JOIN UNNEST(regexp_split(lower(line), '\W+')) AS u(word) WHERE word <> '' GROUP BY word ORDER BY n DESC, word

-- case: moving_correlation
SELECT id, round(corr(y, x) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), 6) AS c, round(regr_slope(y, x) OVER (ORDER BY id), 6) AS s FROM (VALUES (1, 1e0, 2e0), (2, 2e0, 4.5e0), (3, 3e0, 5e0), (4, 4e0, 1e0)) AS t(id, x, y) ORDER BY id

-- case: zscore_outliers
SELECT x FROM (SELECT x, avg(x) OVER () AS m, stddev_pop(x) OVER () AS s FROM (VALUES 10e0, 11e0, 9e0, 10e0, 50e0) AS t(x)) WHERE abs(x - m) > 1.9 * s ORDER BY x

-- case: bucketed_latency
SELECT width_bucket(ms, ARRAY[10e0, 50e0, 250e0]) AS b, min(ms) AS lo, max(ms) AS hi, count(*) AS n, array_agg(ms ORDER BY ms) AS all_of_it FROM (VALUES 0e0, 9.99e0, 10e0, 60e0, infinity(), -1e0) AS t(ms) GROUP BY 1 ORDER BY 1

-- case: approximate_percentiles_of_groups
SELECT g, approx_percentile(x, ARRAY[0.0e0, 0.5e0, 1.0e0]) AS p, approx_distinct(x) AS d FROM (VALUES ('a', 1), ('a', 2), ('a', 3), ('b', -5), ('b', NULL)) AS t(g, x) GROUP BY g ORDER BY g

-- case: sum_over_decimal_limits
SELECT sum(x) AS s, avg(x) AS a, max(x) - min(x) AS d, typeof(sum(x)) AS t FROM (VALUES CAST('99999999999999999999999999999999999.99' AS decimal(38,2)), CAST('-0.01' AS decimal(38,2)), NULL) AS t(x)

-- case: money_in_cents
SELECT cents / 100 AS whole, cents % 100 AS rest, CAST(cents AS decimal(12,2)) / 100 AS exact, cents / 100.0 AS dec, cents / 100e0 AS dbl, round(cents / 100.0, 1) AS r, CAST(round(-cents / 100e0) AS bigint) AS neg FROM (VALUES 12345) AS t(cents)

-- case: business_days_between
SELECT a, b, cardinality(filter(sequence(a, b), d -> day_of_week(d) NOT IN (6, 7))) AS working_days, date_diff('day', a, b) AS days FROM (VALUES (DATE '2024-02-23', DATE '2024-03-04'), (DATE '1969-12-30', DATE '1970-01-02')) AS t(a, b) ORDER BY a

-- case: month_ends_and_ages
SELECT d, last_day_of_month(d) AS e, date_diff('year', d, DATE '2024-02-28') AS age, d + INTERVAL '1' MONTH AS next, d - INTERVAL '1' YEAR AS before, date_add('quarter', -1, d) AS q FROM (VALUES DATE '2000-02-29', DATE '1899-12-31', DATE '2023-03-31') AS t(d) ORDER BY d

-- case: offices_opening_hours
SELECT zone, local, hour(local) BETWEEN 9 AND 17 AS open, date_format(local, '%Y-%m-%d %H:%i') AS text, timezone_hour(local) AS offset FROM (SELECT 'Asia/Kolkata' AS zone, TIMESTAMP '2024-03-31 00:30:00 UTC' AT TIME ZONE 'Asia/Kolkata' AS local UNION ALL SELECT 'Europe/Paris', TIMESTAMP '2024-03-31 01:00:00 UTC' AT TIME ZONE 'Europe/Paris' UNION ALL SELECT 'America/St_Johns', TIMESTAMP '2024-03-31 01:00:00 UTC' AT TIME ZONE 'America/St_Johns') ORDER BY zone
