-- case: to_hex_md5_concat_ws
WITH ev(user_id, ts, name) AS (VALUES (1, TIMESTAMP '2024-02-28 23:50:00', 'view'), (1, TIMESTAMP '2024-02-29 00:10:00', 'cart'), (1, TIMESTAMP '2024-02-29 01:05:00', 'view'), (2, TIMESTAMP '2024-03-01 08:00:00', 'view'), (2, TIMESTAMP '2024-03-01 08:29:59', 'buy'), (3, NULL, 'view')), g AS (SELECT *, CASE WHEN date_diff('second', lag(ts) OVER w, ts) < 1800 THEN 0 ELSE 1 END AS is_new FROM ev WHERE ts IS NOT NULL WINDOW w AS (PARTITION BY user_id ORDER BY ts)), s AS (SELECT *, sum(is_new) OVER (PARTITION BY user_id ORDER BY ts ROWS UNBOUNDED PRECEDING) AS sid FROM g) SELECT user_id, sid, lower(to_hex(md5(to_utf8(concat_ws('|', CAST(user_id AS varchar), CAST(sid AS varchar)))))) AS session_key, min(ts) AS started, max(ts) - min(ts) AS dur, array_join(array_agg(name ORDER BY ts), '>') AS path FROM s GROUP BY user_id, sid ORDER BY user_id, sid

-- case: lots_sales_least
WITH lots(lot, bought, qty, cost) AS (VALUES (1, DATE '2024-01-01', 10, DECIMAL '2.00'), (2, DATE '2024-01-15', 5, DECIMAL '2.50'), (3, DATE '2024-02-29', 20, DECIMAL '3.125')), sales(id, qty) AS (VALUES (101, 4), (102, 9), (103, 7)), l AS (SELECT *, sum(qty) OVER (ORDER BY bought) AS hi, sum(qty) OVER (ORDER BY bought) - qty AS lo FROM lots), s AS (SELECT *, sum(qty) OVER (ORDER BY id) AS hi, sum(qty) OVER (ORDER BY id) - qty AS lo FROM sales) SELECT s.id, l.lot, least(s.hi, l.hi) - greatest(s.lo, l.lo) AS taken, (least(s.hi, l.hi) - greatest(s.lo, l.lo)) * l.cost AS cogs FROM s JOIN l ON s.lo < l.hi AND l.lo < s.hi ORDER BY s.id, l.lot

-- case: inc_row_number
WITH inc(v) AS (VALUES 10.0E0, 20.0E0, 30.0E0, 40.0E0, 100.0E0), r AS (SELECT v, row_number() OVER (ORDER BY v) AS i, count(*) OVER () AS n FROM inc) SELECT round((2 * sum(i * v) / (max(n) * sum(v))) - (max(n) + 1) / CAST(max(n) AS double), 6) AS gini FROM r

-- case: sub_sequence_lag
WITH sub(cust, m, mrr) AS (VALUES ('a', DATE '2024-01-01', 100), ('a', DATE '2024-02-01', 150), ('a', DATE '2024-04-01', 50), ('b', DATE '2024-01-01', 80), ('b', DATE '2024-02-01', 80), ('c', DATE '2024-03-01', 30)), spine AS (SELECT m FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-04-01', INTERVAL '1' MONTH)) AS t(m)), grid AS (SELECT c.cust, sp.m, coalesce(s.mrr, 0) AS mrr, c.first_m FROM (SELECT cust, min(m) AS first_m FROM sub GROUP BY cust) c CROSS JOIN spine sp LEFT JOIN sub s ON s.cust = c.cust AND s.m = sp.m), d AS (SELECT *, lag(mrr, 1, 0) OVER (PARTITION BY cust ORDER BY m) AS prev FROM grid), c AS (SELECT m, mrr - prev AS delta, CASE WHEN mrr > 0 AND m = first_m THEN 'new' WHEN prev = 0 AND mrr > 0 THEN 'reactivation' WHEN prev > 0 AND mrr = 0 THEN 'churn' WHEN mrr > prev THEN 'expansion' WHEN mrr < prev THEN 'contraction' ELSE 'flat' END AS kind FROM d) SELECT m, sum(delta) FILTER (WHERE kind = 'new') AS new_mrr, sum(delta) FILTER (WHERE kind = 'reactivation') AS react, sum(delta) FILTER (WHERE kind = 'expansion') AS expn, sum(delta) FILTER (WHERE kind = 'contraction') AS contr, sum(delta) FILTER (WHERE kind = 'churn') AS churn, sum(sum(delta)) OVER (ORDER BY m) AS ending FROM c GROUP BY m ORDER BY m

-- case: normal_cdf_wilson_interval_lower_wilson_interval_upper
WITH t(grp, n, conv) AS (VALUES ('control', 1000, 100), ('variant', 1100, 143)), p AS (SELECT max(n) FILTER (WHERE grp = 'control') AS n1, max(conv) FILTER (WHERE grp = 'control') AS c1, max(n) FILTER (WHERE grp = 'variant') AS n2, max(conv) FILTER (WHERE grp = 'variant') AS c2 FROM t), z AS (SELECT *, (c2 * 1e0 / n2 - c1 * 1e0 / n1) / sqrt((c1 + c2) * 1e0 / (n1 + n2) * (1 - (c1 + c2) * 1e0 / (n1 + n2)) * (1e0 / n1 + 1e0 / n2)) AS zscore FROM p) SELECT round(zscore, 4) AS z, round(2 * (1 - normal_cdf(0, 1, abs(zscore))), 5) AS p_value, round(wilson_interval_lower(c2, n2, 1.96), 5) AS lo, round(wilson_interval_upper(c2, n2, 1.96), 5) AS hi, c1 / n1 AS int_rate, c1 * 100 / n1 AS pct FROM z

-- case: raw_json_extract_scalar_json_extract
WITH raw(id, payload) AS (VALUES (1, '{"eventName":"INSERT","dynamodb":{"NewImage":{"pk":{"S":"u#1"},"qty":{"N":"3"},"tags":{"L":[{"S":"x"},{"S":"y"}]}}}}'), (2, '{"eventName":"MODIFY","dynamodb":{"NewImage":{"pk":{"S":"u#1"},"qty":{"N":"-4.5"}},"OldImage":{"qty":{"N":"3"}}}}'), (3, '{"eventName":"REMOVE","dynamodb":{"OldImage":{"pk":{"S":"u#2"},"qty":{"NULL":true}}}}')), f AS (SELECT id, json_extract_scalar(payload, '$.eventName') AS op, coalesce(json_extract(payload, '$.dynamodb.NewImage'), json_extract(payload, '$.dynamodb.OldImage')) AS img, json_extract_scalar(payload, '$.dynamodb.OldImage.qty.N') AS old_qty FROM raw) SELECT id, op, split_part(json_extract_scalar(img, '$.pk.S'), '#', 2) AS uid, TRY_CAST(json_extract_scalar(img, '$.qty.N') AS decimal(10,2)) AS qty, CAST(old_qty AS integer) AS old_qty, transform(CAST(json_extract(img, '$.tags.L') AS array(map(varchar, varchar))), m -> element_at(m, 'S')) AS tags FROM f ORDER BY id

-- case: dim_fact
WITH dim(sk, cust, tier, valid_from, valid_to) AS (VALUES (1, 'a', 'free', DATE '2023-01-01', DATE '2024-02-29'), (2, 'a', 'pro', DATE '2024-02-29', NULL), (3, 'b', 'free', DATE '2024-01-10', CAST(NULL AS date))), fact(id, cust, d, amt) AS (VALUES (10, 'a', DATE '2024-02-28', 5.5), (11, 'a', DATE '2024-02-29', 6.0), (12, 'b', DATE '2024-01-09', 7.25), (13, NULL, DATE '2024-03-01', 1.0)) SELECT f.id, d.sk, coalesce(d.tier, 'unknown') AS tier, f.amt, sum(f.amt) OVER (PARTITION BY coalesce(d.tier, 'unknown') ORDER BY f.id) AS running FROM fact f LEFT JOIN dim d ON f.cust = d.cust AND f.d >= d.valid_from AND f.d < coalesce(d.valid_to, DATE '9999-12-31') ORDER BY f.id

-- case: touches_val_rollup
WITH touches(conv, ch, ts) AS (VALUES (1, 'seo', 1), (1, 'ads', 2), (1, 'email', 3), (2, 'ads', 1), (3, 'seo', 1), (3, 'seo', 5), (3, 'ads', 9)), val(conv, revenue) AS (VALUES (1, DECIMAL '90.00'), (2, DECIMAL '10.01'), (3, DECIMAL '100.00')), w AS (SELECT t.*, row_number() OVER (PARTITION BY t.conv ORDER BY ts) AS pos, count(*) OVER (PARTITION BY t.conv) AS n, v.revenue FROM touches t JOIN val v ON t.conv = v.conv), u AS (SELECT ch, revenue / n AS linear, IF(pos = 1, revenue, 0) AS first_touch, IF(pos = n, revenue, 0) AS last_touch, CASE WHEN n = 1 THEN revenue WHEN n = 2 THEN revenue * 0.5 WHEN pos IN (1, n) THEN revenue * 0.4 ELSE revenue * 0.2 / (n - 2) END AS u_shape FROM w) SELECT coalesce(ch, 'TOTAL') AS channel, sum(linear) AS linear, sum(first_touch) AS first_touch, sum(last_touch) AS last_touch, sum(u_shape) AS u_shape FROM u GROUP BY ROLLUP (ch) ORDER BY grouping(ch), ch

-- case: baskets_using_all
WITH baskets(oid, sku) AS (VALUES (1, 'A'), (1, 'B'), (1, 'C'), (2, 'A'), (2, 'B'), (3, 'B'), (3, 'C'), (4, 'A'), (4, 'A')), d AS (SELECT DISTINCT oid, sku FROM baskets), n AS (SELECT count(DISTINCT oid) AS total FROM d), sup AS (SELECT sku, count(*) AS c FROM d GROUP BY sku), pairs AS (SELECT x.sku AS a, y.sku AS b, count(*) AS c FROM d x JOIN d y USING (oid) WHERE x.sku < y.sku GROUP BY 1, 2) SELECT p.a, p.b, p.c, CAST(p.c AS decimal(10,4)) / sa.c AS confidence, round(CAST(p.c * n.total AS double) / (sa.c * sb.c), 3) AS lift FROM pairs p JOIN sup sa ON sa.sku = p.a JOIN sup sb ON sb.sku = p.b CROSS JOIN n WHERE p.c >= ALL (SELECT c - 1 FROM pairs) ORDER BY lift DESC, p.a, p.b

-- case: array_distinct_flatten_range
WITH d(day, uid) AS (VALUES (DATE '2024-01-01', 1), (DATE '2024-01-01', 2), (DATE '2024-01-02', 1), (DATE '2024-01-03', 3), (DATE '2024-01-03', 2), (DATE '2024-01-05', 4), (DATE '2024-01-05', NULL)) SELECT day, dau, cardinality(array_distinct(flatten(array_agg(uids) OVER (ORDER BY day ROWS UNBOUNDED PRECEDING)))) AS cum_users, cardinality(array_distinct(flatten(array_agg(uids) OVER (ORDER BY day RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW)))) AS rolling3 FROM (SELECT day, count(DISTINCT uid) AS dau, array_agg(DISTINCT uid) FILTER (WHERE uid IS NOT NULL) AS uids FROM d GROUP BY day) ORDER BY day

-- case: date_diff_ntile_between
-- fails: syntax error
WITH o(cust, d, amt) AS (VALUES ('a', DATE '2024-01-31', 20), ('a', DATE '2024-02-29', 30), ('b', DATE '2023-02-28', 500), ('c', DATE '2024-03-31', 5), ('d', DATE '2023-12-31', 60), ('d', DATE '2024-03-30', 61)), r AS (SELECT cust, date_diff('day', max(d), DATE '2024-03-31') AS recency, count(*) AS freq, sum(amt) AS monetary FROM o GROUP BY cust), q AS (SELECT cust, ntile(3) OVER (ORDER BY recency DESC, cust) AS rs, ntile(3) OVER (ORDER BY freq, cust) AS fs, ntile(3) OVER (ORDER BY monetary, cust) AS ms FROM r) SELECT cust, rs * 100 + fs * 10 + ms AS rfm, CASE WHEN (rs, fs, ms) = (3, 3, 3) THEN 'champion' WHEN rs = 1 AND ms >= 2 THEN 'at risk' WHEN rs BETWEEN SYMMETRIC 3 AND 2 THEN 'active' ELSE 'other' END AS seg FROM q ORDER BY rfm DESC, cust

-- case: rank
WITH o(cust, d, amt) AS (VALUES ('a', DATE '2024-01-31', 20), ('a', DATE '2024-02-29', 30), ('b', DATE '2023-02-28', 500)), r AS (SELECT cust, max(d) AS last_d, sum(amt) AS m FROM o GROUP BY cust) SELECT cust, last_d, m, CASE WHEN rs > 1 AND m > 40 THEN 'vip' ELSE 'std' END AS seg FROM (SELECT *, rank() OVER (ORDER BY last_d) AS rs FROM r) ORDER BY cust

-- case: emp_tree_max_by
WITH RECURSIVE emp(id, mgr, name, sal) AS (VALUES (1, NULL, 'Ada', 900), (2, 1, 'Bob', 500), (3, 1, 'Cyd', 450), (4, 2, 'Dee', 300), (5, 4, 'Eli', 200)), tree(root, id, lvl, path) AS (SELECT id, id, 0, ARRAY[name] FROM emp UNION ALL SELECT t.root, e.id, t.lvl + 1, t.path || e.name FROM tree t JOIN emp e ON e.mgr = t.id) SELECT r.name, count(*) - 1 AS reports, sum(e.sal) AS org_cost, max(t.lvl) AS depth, max_by(array_join(t.path, '/'), t.lvl * 10 + t.id) AS deepest FROM tree t JOIN emp r ON r.id = t.root JOIN emp e ON e.id = t.id GROUP BY r.id, r.name HAVING count(*) > 1 ORDER BY r.id

-- case: grouping_sets_grouping_sets
WITH s(region, prod, yr, amt) AS (VALUES ('EU', 'x', 2023, 10), ('EU', 'y', 2023, 20), ('US', 'x', 2024, 5), (NULL, 'x', 2024, 7), ('US', NULL, 2023, -3)) SELECT CASE grouping(region) WHEN 1 THEN '*' ELSE coalesce(region, '(null)') END AS region, IF(grouping(prod) = 1, '*', coalesce(prod, '(null)')) AS prod, yr, sum(amt) AS amt, count(*) AS n, grouping(region, prod, yr) AS gid FROM s GROUP BY GROUPING SETS ((region, prod), (region, yr), (yr), ()) HAVING sum(amt) > -3 OR grouping(prod) = 1 ORDER BY gid, region, prod, yr

-- case: last_day_of_month_date_add_year
WITH t(k, v) AS (VALUES (DATE '2023-01-31', 100), (DATE '2023-02-28', 110), (DATE '2024-01-31', 130), (DATE '2024-02-29', 99), (DATE '2024-03-31', NULL)) SELECT c.k, c.v, p.v AS prior, round(100.0 * (c.v - p.v) / nullif(p.v, 0), 1) AS yoy_pct, c.k - INTERVAL '1' YEAR AS naive_key, last_day_of_month(c.k - INTERVAL '1' YEAR) AS fixed_key FROM t c LEFT JOIN t p ON p.k = last_day_of_month(date_add('year', -1, c.k)) WHERE year(c.k) = 2024 ORDER BY c.k

-- case: row_number
-- fails: syntax error
WITH o(id, cust, ts, status) AS (VALUES (1, 'a', TIMESTAMP '2024-01-01 10:00:00.000', 'new'), (1, 'a', TIMESTAMP '2024-01-01 10:00:00.001', 'paid'), (2, 'b', TIMESTAMP '2024-01-02 00:00:00', 'new'), (2, 'b', NULL, 'ghost')) SELECT id, cust, status FROM o QUALIFY row_number() OVER (PARTITION BY id ORDER BY ts DESC NULLS LAST) = 1 ORDER BY id

-- case: max_by
WITH o(id, cust, ts, status) AS (VALUES (1, 'a', TIMESTAMP '2024-01-01 10:00:00.000', 'new'), (1, 'a', TIMESTAMP '2024-01-01 10:00:00.001', 'paid'), (2, 'b', TIMESTAMP '2024-01-02 00:00:00', 'new'), (2, 'b', NULL, 'ghost')) SELECT id, r.cust, r.status, r.ts FROM (SELECT id, max_by(CAST(ROW(cust, status, ts) AS ROW(cust varchar, status varchar, ts timestamp(3))), ts) AS r FROM o GROUP BY id) ORDER BY id

-- case: stddev_samp_abs_window
WITH m(d, x) AS (VALUES (1, 10e0), (2, 11e0), (3, 9e0), (4, 10e0), (5, 42e0), (6, 10e0), (7, NULL)), z AS (SELECT d, x, avg(x) OVER w AS mu, stddev_samp(x) OVER w AS sd, count(x) OVER w AS n FROM m WINDOW w AS (ORDER BY d ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING)) SELECT d, x, n, round((x - mu) / nullif(sd, 0), 3) AS z, coalesce(abs(x - mu) > 3 * sd, false) AS anomaly FROM z ORDER BY d

-- case: sku_lag
WITH sku(id, rev) AS (VALUES ('p1', DECIMAL '500.00'), ('p2', DECIMAL '300.00'), ('p3', DECIMAL '120.00'), ('p4', DECIMAL '50.00'), ('p5', DECIMAL '30.00'), ('p6', DECIMAL '0.00')), c AS (SELECT id, rev, sum(rev) OVER (ORDER BY rev DESC, id) AS cum, sum(rev) OVER () AS tot FROM sku) SELECT id, rev, cum / tot AS share_dec, CAST(100 * cum / tot AS decimal(5,2)) AS pct, CASE WHEN lag(cum, 1, DECIMAL '0') OVER (ORDER BY rev DESC, id) < 0.8 * tot THEN 'A' WHEN cum <= 0.95 * tot THEN 'B' ELSE 'C' END AS abc FROM c ORDER BY rev DESC, id

-- case: count_if_date_diff_between
WITH b(room, s, e) AS (VALUES ('r1', TIME '09:00', TIME '10:00'), ('r1', TIME '09:30', TIME '11:00'), ('r1', TIME '12:00', TIME '13:00'), ('r2', TIME '08:00', TIME '08:30'), ('r1', TIME '11:00', TIME '11:15')), x AS (SELECT *, max(e) OVER (PARTITION BY room ORDER BY s, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS prev_end FROM b), g AS (SELECT *, count_if(prev_end IS NULL OR s > prev_end) OVER (PARTITION BY room ORDER BY s, e) AS isl FROM x) SELECT room, isl, min(s) AS s, max(e) AS e, date_diff('minute', min(s), max(e)) AS mins, count(*) AS merged FROM g GROUP BY room, isl ORDER BY room, isl

-- case: date_trunc_using_having
-- fails: column not found
WITH u(uid, signup) AS (VALUES (1, DATE '2024-01-01'), (2, DATE '2024-01-03'), (3, DATE '2024-01-09')), a(uid, d) AS (VALUES (1, DATE '2024-01-08'), (1, DATE '2024-01-15'), (2, DATE '2024-01-03'), (2, DATE '2024-01-10'), (3, DATE '2024-01-16'), (9, DATE '2024-01-16')), r AS (SELECT date_trunc('week', u.signup) AS cohort, date_diff('week', date_trunc('week', u.signup), date_trunc('week', a.d)) AS wk, u.uid FROM u LEFT JOIN a USING (uid)) SELECT 1 AS x FROM r HAVING count(*) > 3

-- case: using_arbitrary_map_agg
WITH u(uid, signup) AS (VALUES (1, DATE '2024-01-01'), (2, DATE '2024-01-03'), (3, DATE '2024-01-09'), (4, DATE '2024-01-10')), a(uid, d) AS (VALUES (1, DATE '2024-01-08'), (1, DATE '2024-01-15'), (2, DATE '2024-01-03'), (2, DATE '2024-01-10'), (3, DATE '2024-01-16')), r AS (SELECT date_trunc('week', signup) AS cohort, date_diff('week', date_trunc('week', signup), date_trunc('week', d)) AS wk, uid FROM u LEFT JOIN a USING (uid)), sz AS (SELECT cohort, count(DISTINCT uid) AS n FROM r GROUP BY cohort) SELECT r.cohort, arbitrary(sz.n) AS n, map_agg(wk, pct) AS curve FROM (SELECT r.cohort, wk, CAST(count(DISTINCT uid) AS double) / max(sz.n) AS pct FROM r JOIN sz ON sz.cohort = r.cohort WHERE wk IS NOT NULL GROUP BY r.cohort, wk) r JOIN sz ON sz.cohort = r.cohort GROUP BY r.cohort ORDER BY r.cohort

-- case: avg_lateral
WITH e(uid, ts, ev) AS (VALUES (1, 1, 'view'), (1, 2, 'cart'), (1, 9, 'buy'), (2, 1, 'cart'), (2, 3, 'view'), (3, 1, 'view'), (3, 5, 'buy')), f AS (SELECT u.uid, s1.t AS t1, s2.t AS t2, s3.t AS t3 FROM (SELECT DISTINCT uid FROM e) u LEFT JOIN LATERAL (SELECT min(ts) AS t FROM e WHERE e.uid = u.uid AND ev = 'view') s1 ON true LEFT JOIN LATERAL (SELECT min(ts) AS t FROM e WHERE e.uid = u.uid AND ev = 'cart' AND ts > s1.t) s2 ON true LEFT JOIN LATERAL (SELECT min(ts) AS t FROM e WHERE e.uid = u.uid AND ev = 'buy' AND ts > s2.t) s3 ON true) SELECT count(t1) AS viewed, count(t2) AS carted, count(t3) AS bought, avg(t3 - t1) AS avg_time FROM f

-- case: starts_with_format_lpad
WITH c(raw) AS (VALUES '  +1 (415) 555-0199 ', '415.555.0100x12', 'n/a', '', NULL, '5550100'), k AS (SELECT raw, regexp_replace(split_part(lower(raw), 'x', 1), '[^0-9]', '') AS digits FROM c) SELECT raw, digits, CASE WHEN length(digits) = 11 AND starts_with(digits, '1') THEN regexp_replace(digits, '^1(\d{3})(\d{3})(\d{4})$', '($1) $2-$3') WHEN length(digits) = 10 THEN format('(%s) %s-%s', substr(digits, 1, 3), substr(digits, 4, 3), substr(digits, -4)) WHEN nullif(digits, '') IS NULL THEN NULL ELSE lpad(digits, 10, '0') END AS phone FROM k ORDER BY raw NULLS FIRST

-- case: row_number_avg_approx_percentile
WITH n(grp, x) AS (VALUES ('a', 1), ('a', 2), ('a', 3), ('a', 4), ('b', 7), ('b', NULL), ('c', NULL)), r AS (SELECT grp, x, row_number() OVER (PARTITION BY grp ORDER BY x) AS rn, count(x) OVER (PARTITION BY grp) AS n FROM n WHERE x IS NOT NULL) SELECT g.grp, avg(r.x) FILTER (WHERE rn IN ((r.n + 1) / 2, (r.n + 2) / 2)) AS exact_median, approx_percentile(r.x, 0.5) AS p50, approx_percentile(r.x, ARRAY[0.0, 1.0]) AS ends FROM (SELECT DISTINCT grp FROM n) g LEFT JOIN r ON r.grp = g.grp GROUP BY g.grp ORDER BY g.grp

-- case: match_recognize_last_prev
WITH px(sym, d, p) AS (VALUES ('X', 1, 10), ('X', 2, 9), ('X', 3, 7), ('X', 4, 8), ('X', 5, 12), ('X', 6, 11), ('Y', 1, 5), ('Y', 2, 5), ('Y', 3, 4), ('Y', 4, 6)) SELECT sym, start_d, bottom_d, end_d, drop_pct, n FROM px MATCH_RECOGNIZE (PARTITION BY sym ORDER BY d MEASURES A.d AS start_d, LAST(DOWN.d) AS bottom_d, LAST(UP.d) AS end_d, round(100.0 * (A.p - LAST(DOWN.p)) / A.p, 1) AS drop_pct, count(*) AS n ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A DOWN+ UP+) DEFINE DOWN AS DOWN.p < PREV(DOWN.p), UP AS UP.p > PREV(UP.p)) ORDER BY sym, start_d

-- case: url_extract_host_url_decode_replace
WITH e(uid, ts, url) AS (VALUES (1, TIMESTAMP '2024-05-01 10:00:00', 'https://shop.example.com/p/42?utm_source=news&utm_medium=email&gclid='), (1, TIMESTAMP '2024-05-01 10:04:00', 'https://shop.example.com/cart'), (2, TIMESTAMP '2024-05-01 11:00:00', 'http://www.example.com:8080/?utm_source=Goo%20gle#top'), (3, TIMESTAMP '2024-05-01 12:00:00', 'not a url')), p AS (SELECT uid, ts, url_extract_host(url) AS host, url_extract_path(url) AS path, url_extract_port(url) AS port, url_decode(url_extract_parameter(url, 'utm_source')) AS src, url_extract_parameter(url, 'gclid') AS gclid FROM e WHERE url LIKE 'http%') SELECT uid, host, path, port, lower(replace(src, ' ', '')) AS src, gclid = '' AS empty_gclid, first_value(src) IGNORE NULLS OVER (PARTITION BY uid ORDER BY ts) AS session_src FROM p ORDER BY uid, ts

-- case: trim_min_by_listagg
WITH t(id, tags) AS (VALUES (1, 'red; blue ;;green'), (2, ''), (3, NULL), (4, 'blue')), x AS (SELECT id, tag, pos FROM t CROSS JOIN UNNEST(filter(transform(split(tags, ';'), s -> trim(s)), s -> s <> '')) WITH ORDINALITY AS u(tag, pos)) SELECT tag, count(DISTINCT id) AS n, min_by(id, pos) AS first_id, listagg(CAST(id AS varchar), ',') WITHIN GROUP (ORDER BY id DESC) AS ids FROM x GROUP BY tag UNION ALL SELECT '(none)', count(*), min(t.id), listagg(CAST(t.id AS varchar), ',') WITHIN GROUP (ORDER BY t.id DESC) FROM t WHERE NOT EXISTS (SELECT 1 FROM x WHERE x.id = t.id) ORDER BY n DESC, tag

-- case: loan_union_recursive
WITH RECURSIVE loan(n, bal, interest) AS (SELECT 1, CAST(1000.00 AS decimal(12,2)), CAST(0 AS decimal(12,2)) UNION ALL SELECT n + 1, CAST(bal * 1.01 - 200 AS decimal(12,2)), CAST(bal * 0.01 AS decimal(12,2)) FROM loan WHERE bal > 200 AND n < 9) SELECT n, bal, interest, sum(interest) OVER (ORDER BY n) AS cum_int FROM loan ORDER BY n

-- case: src_array_max_is_distinct
WITH src(id, v, upd) AS (VALUES (1, 'a', TIMESTAMP '2024-01-02 00:00:00'), (2, NULL, TIMESTAMP '2024-01-03 00:00:00'), (4, 'd', TIMESTAMP '2024-01-04 00:00:00')), tgt(id, v, upd) AS (VALUES (1, 'a', TIMESTAMP '2024-01-01 00:00:00'), (2, 'b', TIMESTAMP '2024-01-01 00:00:00'), (3, 'c', TIMESTAMP '2024-01-01 00:00:00')) SELECT coalesce(s.id, t.id) AS id, CASE WHEN t.id IS NULL THEN 'insert' WHEN s.id IS NULL THEN 'delete' WHEN s.v IS DISTINCT FROM t.v THEN 'update' ELSE 'touch' END AS act, IF(s.id IS NULL, t.v, s.v) AS v, greatest(s.upd, t.upd) AS g, array_max(filter(ARRAY[s.upd, t.upd], z -> z IS NOT NULL)) AS upd FROM src s FULL OUTER JOIN tgt t ON s.id = t.id ORDER BY 1

-- case: src_tgt_is_distinct
WITH src(id, v) AS (VALUES (1, 'a'), (2, NULL), (4, 'd')), tgt(id, v) AS (VALUES (1, 'a'), (2, 'b'), (3, NULL)) SELECT id, s.v AS new_v, t.v AS old_v, md5(to_utf8(coalesce(s.v, '_dbt_null_'))) = md5(to_utf8(coalesce(t.v, '_dbt_null_'))) AS same FROM src s FULL JOIN tgt t USING (id) WHERE s.v IS DISTINCT FROM t.v ORDER BY id

-- case: day_of_week_week_year_of_week
WITH s(d, store, amt) AS (VALUES (DATE '2024-02-26', 'n', 10.0), (DATE '2024-02-29', 'n', 5.5), (DATE '2024-03-01', 's', 3.0), (DATE '2024-03-03', 'n', -2.0)), cal AS (SELECT d, day_of_week(d) AS dow, date_format(d, '%a') AS nm, week(d) AS iso_wk, year_of_week(d) AS iso_yr FROM UNNEST(sequence(DATE '2024-02-26', DATE '2024-03-03')) t(d)) SELECT c.d, nm, iso_yr * 100 + iso_wk AS yw, coalesce(sum(s.amt), 0) AS amt, sum(coalesce(sum(s.amt), 0)) OVER (PARTITION BY month(c.d) ORDER BY c.d) AS mtd, dow IN (6, 7) AS weekend FROM cal c LEFT JOIN s ON s.d = c.d GROUP BY c.d, nm, iso_wk, iso_yr, dow ORDER BY c.d

-- case: percent_rank_cume_dist_nth_value
WITH a(id, score) AS (VALUES (1, 50), (2, 60), (3, 60), (4, 75), (5, 90), (6, NULL)) SELECT id, score, width_bucket(score, 0, 100, 4) AS wb, width_bucket(score, ARRAY[60, 75e0]) AS wb2, ntile(4) OVER (ORDER BY score, id) AS nt, round(percent_rank() OVER (ORDER BY score), 3) AS pr, round(cume_dist() OVER (ORDER BY score DESC), 3) AS cd, nth_value(score, 2) OVER (ORDER BY score DESC NULLS LAST, id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_best FROM a ORDER BY id

-- case: timezone_hour_to_unixtime_at_time_zone
-- fails: syntax error
WITH o(id, ctry, ts) AS (VALUES (1, 'JP', TIMESTAMP '2024-03-10 06:59:59 UTC'), (2, 'US', TIMESTAMP '2024-03-10 07:00:00 UTC'), (3, 'US', TIMESTAMP '2024-11-03 05:30:00 UTC'), (4, 'US', TIMESTAMP '2024-11-03 06:30:00 UTC')) SELECT id, CAST(ts AT TIME ZONE IF(ctry = 'JP', 'Asia/Tokyo', 'America/New_York') AS timestamp) AS local_ts, CAST(ts AT TIME ZONE 'America/New_York' AS date) AS ny_date, timezone_hour(ts AT TIME ZONE 'America/New_York') AS off, to_unixtime(ts) AS epoch, date_trunc('hour', ts AT TIME ZONE 'America/New_York') = date_trunc('hour', lag(ts) OVER (ORDER BY id) AT TIME ZONE 'America/New_York') AS same_wall FROM o ORDER BY id

-- case: regexp_extract_regexp_split_bool_and
WITH g(game) AS (VALUES 'Game 1: 3 blue, 4 red; 1 red, 2 green, 6 blue; 2 green', 'Game 2: 1 blue, 2 green; 3 green, 14 blue, 1 red', 'Game 11: 20 red; 13 green'), draws AS (SELECT CAST(regexp_extract(game, '^Game (\d+)', 1) AS integer) AS gid, split(trim(draw), ' ') AS d FROM g CROSS JOIN UNNEST(regexp_split(split_part(game, ': ', 2), '[;,]')) AS t(draw)), mx AS (SELECT gid, d[2] AS color, max(CAST(d[1] AS integer)) AS m FROM draws GROUP BY gid, d[2]) SELECT gid, bool_and(m <= CASE color WHEN 'red' THEN 12 WHEN 'green' THEN 13 ELSE 14 END) AS possible, reduce(array_agg(m), 1, (s, x) -> s * x, s -> s) AS power FROM mx GROUP BY gid ORDER BY gid

-- case: grid_regexp_extract_all_abs
WITH grid(y, line) AS (VALUES (1, '..#.'), (2, '#.##'), (3, '....'), (4, '##.#')), c AS (SELECT y, x, ch FROM grid CROSS JOIN UNNEST(regexp_extract_all(line, '.')) WITH ORDINALITY AS u(ch, x)) SELECT a.y, a.x, count(b.ch) AS neighbours, a.ch = '#' AND count(b.ch) IN (2, 3) AS survives FROM c a LEFT JOIN c b ON b.ch = '#' AND abs(a.x - b.x) <= 1 AND abs(a.y - b.y) <= 1 AND (a.x, a.y) <> (b.x, b.y) WHERE a.ch = '#' GROUP BY a.y, a.x, a.ch ORDER BY a.y, a.x

-- case: emp_dep
-- fails: not supported
WITH emp(id, name, salary, dept) AS (VALUES (1, 'Joe', 85000, 1), (2, 'Henry', 80000, 2), (3, 'Sam', 60000, 2), (4, 'Max', 90000, 1), (5, 'Janet', 69000, 1), (6, 'Randy', 85000, 1), (7, 'Will', 70000, 1)), dep(id, name) AS (VALUES (1, 'IT'), (2, 'Sales'), (3, 'HR')) SELECT d.name AS dept, e.name AS emp, e.salary FROM dep d LEFT JOIN emp e ON e.dept = d.id AND 3 > (SELECT count(DISTINCT e2.salary) FROM emp e2 WHERE e2.salary > e.salary AND e2.dept = e.dept) ORDER BY d.id, e.salary DESC, e.id

-- case: emp_all_any
WITH emp(id, name, salary, dept) AS (VALUES (1, 'Joe', 85000, 1), (2, 'Henry', 80000, 2), (3, 'Sam', 60000, 2), (4, 'Max', 90000, 1)) SELECT e.name, e.salary - (SELECT avg(salary) FROM emp x WHERE x.dept = e.dept) AS vs_avg, (SELECT max(salary) FROM emp x WHERE x.salary < e.salary) AS next_lower, e.salary > ALL (SELECT salary FROM emp x WHERE x.dept <> e.dept) AS beats_others FROM emp e WHERE e.salary <> ANY (SELECT salary FROM emp) ORDER BY e.id

-- case: plain
WITH w(id, t) AS (VALUES (1, 10), (2, 25), (3, 20), (4, 30), (6, 99), (7, NULL), (8, 100)) SELECT c.id, c.t, p.t AS prev_t, p.id IS NULL AS gap_before FROM w c LEFT JOIN w p ON p.id = c.id - 1 WHERE c.t > coalesce(p.t, (SELECT min(t) FROM w)) OR p.id IS NULL ORDER BY c.id

-- case: seats_row_number_having
-- fails: syntax error
WITH seats(id, free) AS (VALUES (1, true), (2, false), (3, true), (4, true), (5, true), (6, NULL), (7, true), (8, true)), i AS (SELECT id, id - row_number() OVER (ORDER BY id) AS g FROM seats WHERE free IS TRUE) SELECT min(id) AS from_id, max(id) AS to_id, count(*) AS len FROM i GROUP BY g HAVING count(*) >= 2 ORDER BY from_id

-- case: lag_lead_window
WITH s(id, d, people) AS (VALUES (1, DATE '2017-01-01', 10), (2, DATE '2017-01-02', 109), (3, DATE '2017-01-03', 150), (4, DATE '2017-01-04', 99), (5, DATE '2017-01-05', 145), (6, DATE '2017-01-06', 1455), (7, DATE '2017-01-07', 199), (8, DATE '2017-01-09', 188)), w AS (SELECT *, lag(people, 2) OVER o AS p2, lag(people) OVER o AS p1, lead(people) OVER o AS n1, lead(people, 2) OVER o AS n2 FROM s WINDOW o AS (ORDER BY id)) SELECT id, d, people FROM w WHERE people >= 100 AND ((p2 >= 100 AND p1 >= 100) OR (p1 >= 100 AND n1 >= 100) OR (n1 >= 100 AND n2 >= 100)) ORDER BY id

-- case: trips_users_like
WITH trips(id, client, driver, status, d) AS (VALUES (1, 1, 10, 'completed', DATE '2013-10-01'), (2, 2, 11, 'cancelled_by_driver', DATE '2013-10-01'), (3, 3, 12, 'completed', DATE '2013-10-02'), (4, 1, 10, 'cancelled_by_client', DATE '2013-10-03'), (5, 4, 12, 'completed', DATE '2013-10-03')), users(id, banned, role) AS (VALUES (1, 'No', 'client'), (2, 'Yes', 'client'), (3, 'No', 'client'), (4, 'No', 'client'), (10, 'No', 'driver'), (11, 'No', 'driver'), (12, 'No', 'driver')) SELECT d AS "Day", round(1.00 * sum(CASE WHEN status LIKE 'cancelled\_%' ESCAPE '\' THEN 1 ELSE 0 END) / count(*), 2) AS "Cancellation Rate" FROM trips WHERE client NOT IN (SELECT id FROM users WHERE banned = 'Yes') AND driver NOT IN (SELECT id FROM users WHERE banned = 'Yes') GROUP BY d ORDER BY "Day"

-- case: act_interval
WITH act(player, dev, d, games) AS (VALUES (1, 2, DATE '2016-03-01', 5), (1, 2, DATE '2016-03-02', 6), (2, 3, DATE '2017-06-25', 1), (3, 1, DATE '2016-03-02', 0), (3, 4, DATE '2018-07-03', 5)) SELECT ROUND(COUNT(DISTINCT player) / (SELECT COUNT(DISTINCT player) FROM act), 2) AS int_div, ROUND(CAST(COUNT(DISTINCT player) AS double) / (SELECT COUNT(DISTINCT player) FROM act), 2) AS fraction FROM act WHERE (player, d - INTERVAL '1' DAY) IN (SELECT player, MIN(d) FROM act GROUP BY player)

-- case: act_date_add_interval
-- fails: syntax error
WITH act(player, d) AS (VALUES (1, DATE '2016-03-01'), (1, DATE '2016-03-02'), (2, DATE '2017-06-25')) SELECT player, DATE_ADD(min(d), INTERVAL 1 DAY) AS next_day FROM act GROUP BY player ORDER BY player

-- case: logs_try_contains
WITH logs(user_id, ip, t_in, t_out) AS (VALUES (1, '10.0.0.1', TIMESTAMP '2024-01-01 08:00:00', TIMESTAMP '2024-01-01 09:00:00'), (1, '10.0.0.2', TIMESTAMP '2024-01-01 08:59:59', TIMESTAMP '2024-01-01 10:00:00'), (2, '10.0.0.300', TIMESTAMP '2024-01-01 08:00:00', NULL), (3, '192.168.1.7', TIMESTAMP '2024-01-01 12:00:00', TIMESTAMP '2024-01-01 12:00:00')) SELECT user_id, ip, TRY(CAST(ip AS ipaddress)) IS NOT NULL AS valid, contains('10.0.0.0/8', TRY_CAST(ip AS ipaddress)) AS private10, EXISTS (SELECT 1 FROM logs o WHERE o.user_id = l.user_id AND o.ip <> l.ip AND o.t_in <= coalesce(l.t_out, TIMESTAMP '2024-12-31 00:00:00') AND coalesce(o.t_out, TIMESTAMP '2024-12-31 00:00:00') >= l.t_in) AS shared FROM logs l ORDER BY user_id, ip

-- case: avg_interval
WITH li(okey, qty, price, disc, tax, flag, ship) AS (VALUES (1, 17, DECIMAL '21168.23', DECIMAL '0.04', DECIMAL '0.02', 'N', DATE '1996-03-13'), (1, 36, DECIMAL '45983.16', DECIMAL '0.09', DECIMAL '0.06', 'N', DATE '1996-04-12'), (2, 38, DECIMAL '44694.46', DECIMAL '0.00', DECIMAL '0.05', 'R', DATE '1997-01-28'), (3, 45, DECIMAL '54058.05', DECIMAL '0.06', DECIMAL '0.00', 'R', DATE '1994-02-02')) SELECT flag, sum(qty) AS sum_qty, sum(price * (1 - disc)) AS disc_price, sum(price * (1 - disc) * (1 + tax)) AS charge, avg(qty) AS avg_qty, avg(price) AS avg_price, avg(disc) AS avg_disc, count(*) AS n FROM li WHERE ship <= DATE '1998-12-01' - INTERVAL '90' DAY GROUP BY flag ORDER BY flag

-- case: part_avg
WITH part(pk, brand, container) AS (VALUES (1, 'Brand#23', 'MED BOX'), (2, 'Brand#23', 'MED BAG')), li(pk, qty, ext) AS (VALUES (1, 1, 1000.50), (1, 10, 9000.00), (1, 30, 27000.10), (2, 1, 10.0)) SELECT sum(l.ext) / 7.0 AS avg_yearly FROM li l, part p WHERE p.pk = l.pk AND p.brand = 'Brand#23' AND p.container = 'MED BOX' AND l.qty < (SELECT 0.2 * avg(qty) FROM li WHERE li.pk = p.pk)

-- case: cust_ord_substring
WITH cust(ck, phone, bal) AS (VALUES (1, '13-555', 100.50), (2, '31-777', -10.00), (3, '13-000', 900.00), (4, '29-123', 400.25), (5, '99-123', 5000.0)), ord(ok, ck) AS (VALUES (10, 1), (11, NULL)), c AS (SELECT substr(phone, 1, 2) AS cc, bal FROM cust k WHERE substring(phone FROM 1 FOR 2) IN ('13', '31', '29') AND bal > (SELECT avg(bal) FROM cust WHERE bal > 0.00 AND substr(phone, 1, 2) IN ('13', '31', '29')) AND NOT EXISTS (SELECT * FROM ord WHERE ord.ck = k.ck)) SELECT cc, count(*) AS numcust, sum(bal) AS totbal FROM c GROUP BY cc ORDER BY cc

-- case: grouping_rank_rollup
WITH ss(item, cls, cat, rev) AS (VALUES ('i1', 'shirts', 'Men', 100.0), ('i2', 'shirts', 'Men', 300.0), ('i3', 'pants', 'Men', 50.0), ('i4', 'dolls', 'Kids', 75.0)) SELECT sum(rev) AS total, cat, cls, grouping(cat) + grouping(cls) AS lochierarchy, rank() OVER (PARTITION BY grouping(cat) + grouping(cls), CASE WHEN grouping(cls) = 0 THEN cat END ORDER BY sum(rev) DESC) AS rank_within_parent FROM ss GROUP BY ROLLUP (cat, cls) ORDER BY lochierarchy DESC, CASE WHEN lochierarchy = 0 THEN cat END, rank_within_parent

-- case: grouping_cube_bitwise_and
WITH ss(item, cls, cat, rev) AS (VALUES ('i1', 'shirts', 'Men', 100.0), ('i2', 'shirts', 'Men', 300.0), ('i3', 'pants', 'Men', 50.0), ('i4', 'dolls', 'Kids', 75.0)), r AS (SELECT cat, cls, sum(rev) AS rev, grouping(cat, cls) AS g FROM ss GROUP BY CUBE (cat, cls)) SELECT coalesce(cat, 'ALL') AS cat, coalesce(cls, 'ALL') AS cls, rev, rev * 100 / sum(rev) OVER (PARTITION BY g) AS pct_level, rev / (SELECT max(rev) FROM r WHERE g = 3) AS pct_grand FROM r WHERE bitwise_and(g, 1) = 0 OR g = 3 ORDER BY g, cat, cls

-- case: from_unixtime_transform_filter
WITH ga(pseudo_id, event_name, micros, params) AS (VALUES ('u.1', 'session_start', 1704067200123456, CAST(ARRAY[ROW('ga_session_id', ROW(NULL, 77)), ROW('source', ROW('google', NULL))] AS array(row(key varchar, value row(string_value varchar, int_value bigint))))), ('u.1', 'page_view', 1704067260000001, CAST(ARRAY[ROW('ga_session_id', ROW(NULL, 77)), ROW('engagement_time_msec', ROW(NULL, 5300))] AS array(row(key varchar, value row(string_value varchar, int_value bigint))))), ('u.2', 'page_view', 1709164799999999, CAST(ARRAY[] AS array(row(key varchar, value row(string_value varchar, int_value bigint)))))), f AS (SELECT pseudo_id, event_name, date(from_unixtime(micros / 1000000)) AS d, micros % 1000000 AS frac, p.key AS k, p.value AS v FROM ga LEFT JOIN UNNEST(transform(params, x -> x)) AS p(key, value) ON true) SELECT pseudo_id, max(v.int_value) FILTER (WHERE k = 'ga_session_id') AS session_id, coalesce(max(v.string_value) FILTER (WHERE k = 'source'), '(direct)') AS source, round(sum(IF(k = 'engagement_time_msec', v.int_value, 0)) / 1e3, 1) AS engaged_s, min(d) AS d, max(frac) AS max_frac, count(DISTINCT event_name) AS evs FROM f GROUP BY pseudo_id ORDER BY pseudo_id

-- case: floor_to_unixtime_least
WITH pv(pvid, ev, ts, xoff, dh) AS (VALUES ('p1', 'page_view', TIMESTAMP '2024-01-01 00:00:01', NULL, 2000), ('p1', 'page_ping', TIMESTAMP '2024-01-01 00:00:11', 400, 2000), ('p1', 'page_ping', TIMESTAMP '2024-01-01 00:00:19', 1800, 2100), ('p1', 'page_ping', TIMESTAMP '2024-01-01 00:00:31', 1500, 2100), ('p2', 'page_view', TIMESTAMP '2024-01-01 00:59:59.999', NULL, 0)) SELECT pvid, 10 * (count(DISTINCT IF(ev = 'page_ping', CAST(floor(to_unixtime(ts) / 10) AS bigint))) ) AS engaged_s, date_diff('second', min(ts), max(ts)) AS absolute_s, least(max(dh), max(coalesce(xoff, 0))) AS vmax, round(100 * (CAST(max(coalesce(xoff, 0)) AS double) / nullif(max(dh), 0)), 2) AS pct FROM pv GROUP BY pvid ORDER BY pvid

-- case: stage_hist_human_readable_seconds_bool_or
WITH stage_hist(deal, stage, entered) AS (VALUES (1, 'lead', TIMESTAMP '2024-01-30 09:00:00'), (1, 'demo', TIMESTAMP '2024-02-02 09:00:00'), (1, 'won', TIMESTAMP '2024-02-29 18:00:00'), (2, 'lead', TIMESTAMP '2024-02-01 00:00:00'), (2, 'lost', TIMESTAMP '2024-02-01 00:00:00.500'), (3, 'lead', TIMESTAMP '2023-12-31 23:59:59')), h AS (SELECT deal, stage, entered, lead(entered, 1, TIMESTAMP '2024-03-01 00:00:00') OVER (PARTITION BY deal ORDER BY entered) AS left_at FROM stage_hist) SELECT stage, count(*) AS deals, human_readable_seconds(CAST(avg(to_unixtime(left_at) - to_unixtime(entered)) AS bigint)) AS hr, max(left_at - entered) AS longest, max_by(deal, left_at - entered) AS who, sum(date_diff('hour', entered, left_at)) AS hrs FROM h GROUP BY stage HAVING bool_or(left_at <> TIMESTAMP '2024-03-01 00:00:00') OR stage LIKE 'l%d' ORDER BY hrs DESC, stage

-- case: json_extract_json_format_json_array_length
WITH orders(id, j) AS (VALUES (1, JSON '{"total":"59.90","discounts":[{"code":"VIP","amt":"5.00"},{"code":"FREESHIP","amt":"4.9"}],"customer":{"id":9,"tags":"a, b"}}'), (2, JSON '{"total":"10.00","discounts":[],"customer":null}'), (3, JSON '{"total":null,"discounts":[{"code":"VIP","amt":null}]}')), x AS (SELECT id, CAST(json_extract_scalar(j, '$.total') AS decimal(10,2)) AS total, CAST(json_extract(j, '$.discounts') AS array(row(code varchar, amt decimal(8,2)))) AS ds, json_extract(j, '$.customer') AS c FROM orders) SELECT id, total, cardinality(ds) AS n, reduce(ds, DECIMAL '0.00', (s, r) -> CAST(s + coalesce(r.amt, 0) AS decimal(8,2)), s -> s) AS disc, element_at(ds, -1).code AS last_code, c IS NULL AS no_c, json_format(c) AS c_txt, json_array_length(json_extract(CAST(j2 AS json), '$')) AS arr FROM x CROSS JOIN (VALUES ARRAY[1, NULL, 3]) AS k(j2) ORDER BY id

-- case: json_query_json_exists_is_json_scalar
WITH d(id, doc) AS (VALUES (1, '{"a":{"b":[1,2,{"c":"x"}]},"n":null}'), (2, '{"a":{"b":[]}}'), (3, 'oops{')) SELECT id, json_value(doc, 'lax $.a.b[last].c') AS last_c, json_value(doc, 'lax $.a.b.size()' RETURNING integer) AS sz, json_query(doc, 'lax $.a.b[*]' WITH CONDITIONAL ARRAY WRAPPER) AS q, json_exists(doc, 'strict $.n') AS has_n, json_value(doc, 'strict $.zzz' DEFAULT 'dflt' ON EMPTY DEFAULT 'err' ON ERROR) AS z, is_json_scalar('null') AS s FROM d ORDER BY id

-- case: json_object_json_value_json_array
WITH st(id, payload) AS (VALUES (1, '{"k":"a","v":[1,2]}'), (2, '{"k":"b"}')), o AS (SELECT id, json_object('id' VALUE id, 'k' : json_value(payload, 'lax $.k') ABSENT ON NULL) AS jo FROM st) SELECT id, jo, json_array(id, jo FORMAT JSON, NULL NULL ON NULL) AS ja, length(jo) AS n FROM o ORDER BY id

-- case: map_filter_map_concat_cosine_similarity
WITH u(uid, feats) AS (VALUES (1, MAP(ARRAY['age', 'spend'], ARRAY[30e0, 100.5e0])), (2, MAP(ARRAY['spend', 'nps'], ARRAY[-20e0, NULL])), (3, CAST(MAP() AS map(varchar, double)))) SELECT uid, element_at(feats, 'spend') AS spend, array_sort(map_keys(map_filter(feats, (k, v) -> v IS NOT NULL))) AS known, reduce(map_values(feats), 0e0, (s, v) -> s + coalesce(v, 0e0), s -> s) AS total, cardinality(map_concat(MAP(ARRAY['bias'], ARRAY[1e0]), feats)) AS n, try(feats['age'] / 0) AS div0, round(cosine_similarity(map_filter(feats, (k, v) -> v IS NOT NULL), MAP(ARRAY['spend', 'age'], ARRAY[1e0, 1e0])), 4) AS sim FROM u WHERE cardinality(feats) > 0 ORDER BY uid

-- case: wide_last_value_lateral
-- fails: not supported
WITH wide(id, q1, q2, q3, q4) AS (VALUES (1, 10, NULL, 30, 40), (2, 5, 5, 5, -5)), long AS (SELECT id, t.q, t.v FROM wide CROSS JOIN LATERAL (VALUES ('q1', q1), ('q2', q2), ('q3', q3), ('q4', q4)) AS t(q, v)) SELECT id, q, v, coalesce(v, last_value(v) IGNORE NULLS OVER (PARTITION BY id ORDER BY q ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS ffill, lead(v) IGNORE NULLS OVER (PARTITION BY id ORDER BY q) AS next_known, v - min(v) OVER (PARTITION BY id) AS above_floor FROM long ORDER BY id, q

-- case: wide_ordinality_cross_join
WITH wide(id, q1, q2) AS (VALUES (1, 10, NULL), (2, 5, 7)) SELECT w.id, u.name, u.val FROM wide w CROSS JOIN UNNEST(ARRAY['q1', 'q2'], ARRAY[w.q1, w.q2, -1]) WITH ORDINALITY AS u(name, val, ord) WHERE coalesce(u.val, 0) >= 0 OR u.name IS NULL ORDER BY w.id, u.ord

-- case: corr_covar_samp_geometric_mean
WITH t(g, x, y) AS (VALUES ('a', 1e0, 2.1e0), ('a', 2e0, 3.9e0), ('a', 3e0, 6.2e0), ('b', 1e0, 1e0), ('b', 1e0, 5e0), ('c', 4e0, NULL)) SELECT g, round(corr(y, x), 4) AS r, round(regr_slope(y, x), 4) AS slope, round(regr_intercept(y, x), 4) AS icpt, round(covar_samp(y, x), 4) AS cov, round(geometric_mean(x), 4) AS gm, is_nan(corr(y, x)) AS nan_r, var_pop(y) AS vp, stddev(y) AS sd FROM t GROUP BY g ORDER BY g

-- case: intersect_except_union
WITH a(x) AS (VALUES 1, 1, 2, 3, NULL, NULL), b(x) AS (VALUES 1, 2, 2, NULL) SELECT 'except' AS op, count(*) AS n, sum(x) AS s FROM (SELECT x FROM a EXCEPT SELECT x FROM b) UNION ALL SELECT 'except all', count(*), sum(x) FROM (SELECT x FROM a EXCEPT ALL SELECT x FROM b) UNION ALL SELECT 'intersect', count(*), sum(x) FROM (SELECT x FROM a INTERSECT SELECT x FROM b) UNION ALL SELECT 'intersect all', count(*), sum(x) FROM (SELECT x FROM a INTERSECT ALL SELECT x FROM b) UNION ALL SELECT 'precedence', count(*), sum(x) FROM (TABLE a UNION TABLE b EXCEPT VALUES 3 INTERSECT SELECT x FROM a) ORDER BY op

-- case: fetch_offset
WITH s(name, pts) AS (VALUES ('ann', 9), ('bob', 7), ('cat', 7), ('dan', 7), ('eve', 3)) SELECT name, pts FROM (SELECT name, pts FROM s ORDER BY pts DESC OFFSET 1 ROW FETCH NEXT 1 ROW WITH TIES) ORDER BY name DESC

-- case: offset
-- fails: syntax error
WITH s(name, pts) AS (VALUES ('ann', 9), ('bob', 7), ('cat', 7), ('dan', 7), ('eve', 3)) SELECT name, pts FROM s ORDER BY pts DESC, name LIMIT 2 OFFSET 1

-- case: between_range_groups
WITH t(d, v) AS (VALUES (DATE '2024-01-01', 1), (DATE '2024-01-01', 2), (DATE '2024-01-04', 4), (DATE '2024-01-05', 8), (DATE '2024-01-31', 16)) SELECT d, v, sum(v) OVER (ORDER BY d GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS g, sum(v) OVER (ORDER BY d RANGE BETWEEN INTERVAL '3' DAY PRECEDING AND INTERVAL '1' DAY FOLLOWING) AS r, count(*) OVER (ORDER BY d RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND INTERVAL '1' DAY PRECEDING) AS prior_month, max(v) OVER (ORDER BY v RANGE BETWEEN 3 FOLLOWING AND 10 FOLLOWING) AS nxt FROM t ORDER BY v

-- case: date_parse_format_datetime_from_iso8601_date
WITH d(raw) AS (VALUES '2024-02-29', '29/02/2024', '02-29-24', '20240229', '2023-02-29', 'Feb 29, 2024', NULL) SELECT raw, coalesce(try(date_parse(raw, '%Y-%m-%d')), try(date_parse(raw, '%d/%m/%Y')), try(date_parse(raw, '%m-%d-%y')), try(date_parse(raw, '%Y%m%d')), try(date_parse(raw, '%b %e, %Y'))) AS ts, TRY_CAST(raw AS date) AS strict_d, try(format_datetime(from_iso8601_date(raw), 'EEE dd MMM yyyy')) AS pretty FROM d ORDER BY raw

-- case: quarter_day_of_year_yow
WITH c(d) AS (VALUES DATE '2024-01-31', DATE '2023-12-31', DATE '2024-02-29', DATE '2021-01-03', DATE '2024-06-30') SELECT d, d + INTERVAL '1' MONTH AS m1, date_add('month', -11, d) AS m11, date_trunc('quarter', d) AS q_start, date_add('day', -1, date_add('month', 3, date_trunc('quarter', d))) AS q_end, year(d) + IF(month(d) >= 7, 1, 0) AS fy, (month(d) + 5) % 12 + 1 AS fiscal_month, concat('FY', substr(CAST(year(d + INTERVAL '6' MONTH) AS varchar), 3), '-Q', CAST(quarter(d + INTERVAL '6' MONTH) AS varchar)) AS fq, day_of_year(d) AS doy, yow(d) AS isoy, date_diff('day', d, last_day_of_month(d)) AS to_eom FROM c ORDER BY d

-- case: gen_join_date_format
WITH gen(n) AS (SELECT p0.g + 2 * p1.g + 4 * p2.g + 1 FROM (VALUES 0, 1) p0(g) CROSS JOIN (VALUES 0, 1) p1(g) CROSS JOIN (VALUES 0, 1) p2(g)), spine AS (SELECT date_add('day', (row_number() OVER (ORDER BY n)) - 1, CAST('2024-02-26' AS date)) AS date_day FROM gen WHERE n <= 6) SELECT date_day, date_format(date_day, '%W') AS day_name, date_day = last_day_of_month(date_day) AS eom FROM spine ORDER BY date_day

-- case: asin_cos_atan2
-- fails: function not found
WITH p(id, lat, lon) AS (VALUES ('nyc', 40.7128, -74.0060), ('lon', 51.5074, -0.1278), ('syd', -33.8688, 151.2093)) SELECT a.id || '-' || b.id AS leg, round(great_circle_distance(a.lat, a.lon, b.lat, b.lon), 0) AS km, round(2 * 6371 * asin(sqrt(power(sin(radians(b.lat - a.lat) / 2), 2) + cos(radians(a.lat)) * cos(radians(b.lat)) * power(sin(radians(b.lon - a.lon) / 2), 2))), 0) AS hav, atan2(b.lat - a.lat, b.lon - a.lon) > 0 AS north FROM p a JOIN p b ON a.id < b.id ORDER BY km

-- case: lead_row_number_array_join
WITH v(id, lo, hi) AS (VALUES (1, 0, 10), (1, 10, 20), (1, 25, NULL), (2, 5, 3), (3, 1, 4), (3, 3, 9)), w AS (SELECT id, lo, hi, lead(lo) OVER (PARTITION BY id ORDER BY lo, hi) AS next_lo, row_number() OVER (PARTITION BY id ORDER BY lo DESC, hi DESC) = 1 AS is_last FROM v), chk AS (SELECT *, coalesce(lo < hi, is_last, false) AS ok_order, coalesce(hi <= next_lo, is_last, false) AS no_overlap, coalesce(hi = next_lo, is_last, false) AS no_gap FROM w) SELECT id, lo, hi, next_lo, array_join(filter(ARRAY[IF(NOT ok_order, 'order'), IF(NOT no_overlap, 'overlap'), IF(NOT no_gap, 'gap')], e -> e IS NOT NULL), '+') AS errs FROM chk WHERE NOT (ok_order AND no_overlap AND no_gap) ORDER BY id, lo

-- case: count_if_regexp_like_bar
WITH m(id, email, amt) AS (VALUES (1, 'a@x.io', 10), (2, 'A@x.io ', NULL), (3, 'bad@', 5), (4, NULL, 1000), (4, 'z@z.zz', -1)), tests AS (SELECT 'unique_id' AS test, count(*) AS failures FROM (SELECT id FROM m GROUP BY id HAVING count(*) > 1) UNION ALL SELECT 'not_null_amt', count(*) FROM m WHERE amt IS NULL UNION ALL SELECT 'email_regex', count_if(NOT regexp_like(trim(lower(email)), '^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$')) FROM m UNION ALL SELECT 'norm_dupes', coalesce(sum(n - 1), 0) FROM (SELECT lower(trim(email)) AS e, count(*) AS n FROM m WHERE email IS NOT NULL GROUP BY lower(trim(email))) UNION ALL SELECT 'range', sum(IF(amt NOT BETWEEN 0 AND 100, 1, 0)) FROM m) SELECT test, failures, failures > 0 AS should_warn, failures * 1.0 / (SELECT count(*) FROM m) AS rate, bar(failures / 5e0, 5) IS NOT NULL AS viz FROM tests ORDER BY failures DESC, test

-- case: histogram_multimap_agg_map_entries
-- fails: not supported
WITH e(uid, ev) AS (VALUES (1, 'a'), (1, 'b'), (1, 'a'), (2, 'c'), (3, NULL)), agg AS (SELECT uid, histogram(ev) AS h, multimap_agg(ev, uid) FILTER (WHERE ev IS NOT NULL) AS mm FROM e GROUP BY uid) SELECT uid, element_at(h, 'a') AS a_cnt, cardinality(h) AS kinds, array_sort(transform(map_entries(h), en -> en[1] || '=' || CAST(en[2] AS varchar))) AS kv, element_at(mm, 'b') AS b_ids, (SELECT count(*) FROM UNNEST(map_keys(h)) AS k(x) WHERE x < 'c') AS below_c FROM agg ORDER BY uid

-- case: levenshtein_distance_soundex_codepoint
WITH t(id, s) AS (VALUES (1, 'Müller-Lüdenscheidt'), (2, 'O''Brien  jr.'), (3, 'van der Berg'), (4, '')) SELECT id, upper(substr(s, 1, 1)) || lower(substr(s, 2)) AS cap, array_join(transform(split(s, ' '), w -> upper(substr(w, 1, 1)) || substr(w, 2)), ' ') AS title, translate(s, 'üÜ''', 'uU') AS ascii, regexp_replace(s, '(\w)(\w*)', x -> upper(x[1]) || '.') AS initials, reverse(s) AS rev, strpos(s, 'e', 2) AS second_e, levenshtein_distance(s, 'van den Berg') AS lev, soundex(regexp_replace(s, '[^A-Za-z]', '')) AS sdx, codepoint(CAST(substr(s || '~', 1, 1) AS varchar(1))) AS cp, length(to_utf8(s)) - length(s) AS extra_bytes FROM t ORDER BY id

-- case: truncate_sign_to_base
WITH r(k, a, b) AS (VALUES (1, 7, 2), (2, -7, 2), (3, 7, -2), (4, 0, 5)) SELECT k, a / b AS q, a % b AS m, mod(a, b) AS m2, floor(a / b) AS fl, floor(CAST(a AS double) / b) AS fld, CAST(a AS decimal(5,1)) / CAST(b AS decimal(5,1)) AS dq, round(a / 2.0) AS r0, round(DECIMAL '-2.5') AS half, truncate(a * 1.239e0 / b) AS tr, sign(a) AS sg, bitwise_and(a, 255) AS low, to_base(abs(a), 2) AS bin, a / nullif(b - 2, 0) AS safe FROM r ORDER BY k

-- case: plain_again
-- fails: function not found
WITH o(id, c) AS (VALUES (1, 'x'), (2, 'y')), i(oid, sku, qty) AS (VALUES (1, 's1', 2), (1, 's2', 1), (3, 's9', 4)) SELECT o.id, COUNT(DISTINCT i.oid, i.sku) AS lines FROM o LEFT JOIN i ON i.oid = o.id GROUP BY o.id ORDER BY o.id

-- case: distinct_full_join_filter
-- fails: column not found
WITH o(id, c) AS (VALUES (1, 'x'), (2, 'y')), i(oid, sku, qty) AS (VALUES (1, 's1', 2), (1, 's2', 1), (3, 's9', 4)) SELECT coalesce(o.id, i.oid) AS oid, COUNT(DISTINCT (i.oid, i.sku)) AS lines, count(DISTINCT ROW(i.sku)) FILTER (WHERE i.qty > 1) AS big, sum(DISTINCT i.qty) AS sdq, count(i) AS cnt_row FROM o FULL JOIN i ON i.oid = o.id GROUP BY coalesce(o.id, i.oid) ORDER BY 1

-- case: date_trunc
-- fails: column not found
WITH s(store, d, amt) AS (VALUES ('n', DATE '2024-01-01', 10), ('n', DATE '2024-01-02', 12), ('s', DATE '2024-01-01', 7)) SELECT date_trunc('month', d) AS mth, store, sum(amt) AS total FROM s GROUP BY mth, store ORDER BY store

-- case: plain_thrice
-- fails: type mismatch
WITH s(id, d) AS (VALUES (1, DATE '2024-01-31'), (2, DATE '2024-02-29')) SELECT id, d + 1 AS next_d FROM s WHERE d >= DATE '2024-02-01' ORDER BY id

-- case: day
-- fails: function not found
WITH s(id, d) AS (VALUES (1, DATE '2024-01-31'), (2, DATE '2024-02-29')) SELECT id, 'day ' || day(d) AS lbl FROM s ORDER BY id

-- case: plain_once_more
-- fails: expression not in distinct
WITH c(id, name, city) AS (VALUES (1, 'a', 'x'), (2, 'b', 'x'), (3, 'c', 'y')) SELECT DISTINCT city FROM c ORDER BY name

-- case: plain_further
-- fails: subquery multiple rows
WITH t(id, parent) AS (VALUES (1, 0), (2, 1), (3, 2), (4, 2)), pick AS (SELECT id, (SELECT x.id FROM t x WHERE x.parent = t.id) AS child FROM t) SELECT id, child FROM pick ORDER BY id

-- case: pay_typeof_format
WITH pay(id, method, cents, refunded) AS (VALUES (1, 'card', 1999, 0), (2, 'card', 500, 500), (3, 'ach', 100000, 1), (4, NULL, 0, NULL)), n AS (SELECT id, coalesce(method, 'unknown') AS method, cents / 100.0 AS usd, CAST(cents AS decimal(18,2)) / 100 AS usd2, (cents - coalesce(refunded, 0)) / 1e2 AS net FROM pay) SELECT method, sum(usd) AS usd, sum(usd2) AS usd2, sum(net) AS net, typeof(sum(usd)) AS t1, typeof(sum(usd2)) AS t2, format('%,.2f', sum(net)) AS pretty, typeof(avg(usd)) AS t3, min(usd) = max(usd2) AS one FROM n GROUP BY method ORDER BY method

-- case: first_value_between
WITH tx(acct, id, ts, amt) AS (VALUES ('A', 1, 1, DECIMAL '100.00'), ('A', 2, 2, DECIMAL '-150.00'), ('A', 3, 3, DECIMAL '75.50'), ('B', 4, 1, DECIMAL '0.01'), ('B', 5, 1, DECIMAL '-0.01')), bal AS (SELECT *, sum(amt) OVER (PARTITION BY acct ORDER BY ts, id) AS bal FROM tx), flags AS (SELECT *, bal < 0 AS od, min(bal) OVER (PARTITION BY acct ORDER BY ts, id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS future_low FROM bal) SELECT acct, id, bal, od, future_low, first_value(id) OVER (PARTITION BY acct, od ORDER BY ts, id) AS first_in_state, sum(IF(od, 1, 0)) OVER (PARTITION BY acct) AS od_rows, CAST(bal AS varchar) || IF(od, ' DR', ' CR') AS lbl FROM flags ORDER BY acct, ts, id

-- case: inv_array_min_slice
WITH inv(sku, d, delta) AS (VALUES ('k', 1, 50), ('k', 2, -20), ('k', 3, -40), ('k', 4, 30), ('k', 5, -5)), a AS (SELECT sku, array_agg(delta ORDER BY d) AS ds FROM inv GROUP BY sku), r AS (SELECT sku, ds, reduce(ds, CAST(ROW(0, 0) AS row(stock bigint, lost bigint)), (s, x) -> CAST(ROW(greatest(s.stock + x, 0), s.lost + greatest(-(s.stock + x), 0)) AS row(stock bigint, lost bigint)), s -> s) AS fin FROM a) SELECT sku, fin.stock AS on_hand, fin.lost AS lost_sales, array_min(ds) AS worst, slice(ds, -2, 2) AS last2, transform(sequence(1, cardinality(ds)), i -> reduce(slice(ds, 1, i), 0, (s, x) -> s + x, s -> s)) AS raw_run FROM r

-- case: combinations_array_position_arrays_overlap
WITH p(id, parts) AS (VALUES (1, ARRAY['a', 'b', 'c']), (2, ARRAY['x']), (3, CAST(ARRAY[] AS array(varchar))), (4, NULL)) SELECT id, combinations(parts, 2) AS prs, ngrams(parts, 2) AS ng, zip(parts, sequence(1, cardinality(parts) + 1)) AS z, zip_with(parts, reverse(parts), (x, y) -> x || y) AS zw, array_position(parts, 'c') AS pos, arrays_overlap(parts, ARRAY['c', NULL]) AS ov, none_match(parts, x -> x > 'b') AS nm FROM p WHERE parts IS NULL OR cardinality(parts) > 0 ORDER BY id

-- case: sup_concat_ws
WITH sup(id, parent, pct) AS (VALUES ('root', NULL, DECIMAL '1.000'), ('a', 'root', DECIMAL '0.600'), ('b', 'root', DECIMAL '0.400'), ('a1', 'a', DECIMAL '0.500'), ('a2', 'a', DECIMAL '0.500'), ('a11', 'a1', DECIMAL '0.100')), lvl AS (SELECT l0.id AS i0, l1.id AS i1, l2.id AS i2, l3.id AS i3, l0.pct * coalesce(l1.pct, 1) * coalesce(l2.pct, 1) * coalesce(l3.pct, 1) AS eff FROM sup l0 LEFT JOIN sup l1 ON l1.parent = l0.id LEFT JOIN sup l2 ON l2.parent = l1.id LEFT JOIN sup l3 ON l3.parent = l2.id WHERE l0.parent IS NULL) SELECT concat_ws('>', i0, i1, i2, i3) AS path, eff, CAST(eff AS decimal(5,2)) AS rounded, coalesce(i3, i2, i1, i0) AS leaf, sum(eff) OVER () AS chk FROM lvl ORDER BY path

-- case: edges_paths_contains
WITH RECURSIVE edges(src, dst, w) AS (VALUES ('A', 'B', 4), ('A', 'C', 1), ('C', 'B', 2), ('B', 'D', 5), ('C', 'D', 8), ('D', 'A', 1)), paths(node, cost, trail) AS (SELECT 'A', 0, ARRAY['A'] UNION ALL SELECT e.dst, p.cost + e.w, p.trail || ARRAY[e.dst] FROM paths p JOIN edges e ON e.src = p.node WHERE NOT contains(p.trail, e.dst)) SELECT node, min(cost) AS best, array_join(min_by(trail, cost), '→') AS via, count(*) AS routes FROM paths GROUP BY node ORDER BY node

-- case: col_array_agg_recursive
WITH RECURSIVE col(start, n, steps) AS (SELECT x, x, 0 FROM (VALUES 3, 6, 8, 1) AS s(x) UNION ALL SELECT start, IF(n % 2 = 0, n / 2, 3 * n + 1), steps + 1 FROM col WHERE n <> 1) SELECT start, max(steps) AS steps, max(n) AS peak, array_agg(n ORDER BY steps) AS seq FROM col GROUP BY start ORDER BY start

-- case: union_recursive_interval
-- fails: missing column aliases
WITH RECURSIVE d AS (SELECT DATE '2024-02-27' AS dt UNION ALL SELECT dt + INTERVAL '1' DAY FROM d WHERE dt < DATE '2024-03-02') SELECT dt FROM d ORDER BY dt

-- case: instr_regexp_extract_all_last_value
WITH instr(line) AS (VALUES 'mul(2,4)%&mul[3,7]!@^do_not_mul(5,5)', 'xmul(32,64]then(mul(11,8)mul(8,5))don''t()mul(9,9)'), j AS (SELECT array_join(array_agg(line ORDER BY length(line)), '|') AS prog FROM instr), tok AS (SELECT m, i FROM j CROSS JOIN UNNEST(regexp_extract_all(prog, 'mul\(\d{1,3},\d{1,3}\)|do\(\)|don''t\(\)')) WITH ORDINALITY AS t(m, i)), st AS (SELECT i, m, coalesce(last_value(CASE WHEN m = 'do()' THEN true WHEN m = 'don''t()' THEN false END) IGNORE NULLS OVER (ORDER BY i), true) AS enabled, transform(regexp_extract_all(m, '\d+'), x -> CAST(x AS bigint)) AS nums FROM tok) SELECT sum(nums[1] * nums[2]) AS part1, sum(nums[1] * nums[2]) FILTER (WHERE enabled) AS part2 FROM st WHERE cardinality(nums) = 2

-- case: rpt_slice_all_match
WITH rpt(id, lv) AS (VALUES (1, '7 6 4 2 1'), (2, '1 2 7 8 9'), (3, '1 3 2 4 5'), (4, '8 6 4 4 1')), a AS (SELECT id, transform(split(lv, ' '), x -> CAST(x AS integer)) AS l FROM rpt), variants AS (SELECT id, 0 AS k, l FROM a UNION ALL SELECT id, k, concat(slice(l, 1, k - 1), slice(l, k + 1, 99)) FROM a CROSS JOIN UNNEST(sequence(1, cardinality(l))) AS u(k)), chk AS (SELECT id, k, zip_with(slice(l, 1, cardinality(l) - 1), slice(l, 2, 99), (x, y) -> y - x) AS df FROM variants) SELECT id, bool_or(k = 0 AND safe) AS p1, bool_or(safe) AS p2, min(k) FILTER (WHERE safe) AS first_fix FROM (SELECT id, k, all_match(df, z -> z BETWEEN 1 AND 3) OR all_match(df, z -> z BETWEEN -3 AND -1) AS safe FROM chk) GROUP BY id ORDER BY id

-- case: hands_regexp_replace_translate
WITH hands(hand, bid) AS (VALUES ('32T3K', 765), ('T55J5', 684), ('KK677', 28), ('KTJJT', 220), ('QQQJA', 483)), c AS (SELECT hand, bid, card, count(*) AS n FROM hands CROSS JOIN UNNEST(split(regexp_replace(hand, '(?<=.)(?=.)', ','), ',')) AS t(card) GROUP BY hand, bid, card), k AS (SELECT hand, bid, array_join(array_agg(n ORDER BY n DESC), '') AS shape, translate(hand, 'TJQKA', 'abcde') AS strength FROM c GROUP BY hand, bid), r AS (SELECT *, rank() OVER (ORDER BY shape, strength) AS rk FROM k) SELECT hand, shape, rk, bid * rk AS win, sum(bid * rk) OVER () AS answer FROM r ORDER BY rk

-- case: all_any_some
WITH q(x) AS (VALUES 2, 3, NULL), e(x) AS (SELECT x FROM (VALUES 1) AS z(x) WHERE x > 5) SELECT v, v IN (SELECT x FROM q) AS in_q, v NOT IN (SELECT x FROM q) AS not_in_q, v NOT IN (SELECT x FROM e) AS not_in_empty, v > ALL (SELECT x FROM e) AS gt_all_empty, v = ANY (SELECT x FROM e) AS eq_any_empty, v <= SOME (SELECT x FROM q) AS le_some, (SELECT max(x) FROM e) IS NULL AS empty_max, EXISTS (SELECT 1 FROM q WHERE q.x = v) AS ex, count(*) OVER (ORDER BY v DESC) AS c FROM (VALUES 1, 2, 4, NULL) AS t(v) ORDER BY v NULLS FIRST

-- case: prod_max_by_join
WITH prod(pid, dt, price) AS (VALUES (1, DATE '2019-08-14', 20), (2, DATE '2019-08-14', 50), (1, DATE '2019-08-15', 30), (1, DATE '2019-08-16', 35), (2, DATE '2019-08-17', 65), (3, DATE '2019-08-18', 20)), asof AS (SELECT DATE '2019-08-16' AS d UNION SELECT DATE '2019-08-18') SELECT a.d, p.pid, coalesce((SELECT max_by(x.price, x.dt) FROM prod x WHERE x.pid = p.pid AND x.dt <= a.d), 10) AS price FROM asof a CROSS JOIN (SELECT DISTINCT pid FROM prod) p ORDER BY a.d, p.pid

-- case: orders_lbl_lateral
WITH orders(id, uid, ts, amt) AS (VALUES (1, 7, TIMESTAMP '2024-01-31 12:00:00', 10.0), (2, 7, TIMESTAMP '2024-02-29 12:00:00', 20.0), (3, 8, TIMESTAMP '2024-03-31 00:00:00', 5.0)), lbl(uid, t) AS (VALUES (7, TIMESTAMP '2024-02-29 12:00:00'), (7, TIMESTAMP '2024-03-02 12:00:00'), (8, TIMESTAMP '2024-03-01 00:00:00')) SELECT l.uid, l.t, f.n30, f.s30, coalesce(f.last_gap, INTERVAL '999' DAY) AS gap, f.hist FROM lbl l LEFT JOIN LATERAL (SELECT count(*) AS n30, sum(amt) AS s30, l.t - max(ts) AS last_gap, array_agg(id ORDER BY ts) AS hist FROM orders o WHERE o.uid = l.uid AND o.ts < l.t AND o.ts >= l.t - INTERVAL '30' DAY) f ON true ORDER BY l.uid, l.t

-- case: asof_format_format_datetime
WITH b(uid, born) AS (VALUES (1, DATE '2000-02-29'), (2, DATE '1999-03-01'), (3, DATE '2024-02-28')), asof(d) AS (VALUES DATE '2024-02-28', DATE '2023-03-01') SELECT uid, d, date_diff('year', born, d) AS age, date_diff('month', born, d) AS mon, year(d) - year(born) - IF(date_format(d, '%m%d') < date_format(born, '%m%d'), 1, 0) AS age2, date_add('year', 24, born) AS b24, (d - born) AS iv, format('%03d|%-5s|%+d', uid, day_name, date_diff('week', born, d)) AS f FROM b CROSS JOIN asof CROSS JOIN LATERAL (SELECT format_datetime(CAST(born AS timestamp), 'EEE') AS day_name) x WHERE born <= d ORDER BY uid, d

-- case: sequence_last_day_of_month_lag
-- fails: type mismatch
WITH cl(id, amt, opened, closed) AS (VALUES (1, 100, DATE '2024-01-15', DATE '2024-02-10'), (2, 200, DATE '2024-01-31', NULL), (3, 50, DATE '2024-03-01', DATE '2024-03-01')), m AS (SELECT CAST(x AS date) AS m FROM UNNEST(sequence(TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-04-01 00:00:00', INTERVAL '1' MONTH)) AS s(x)) SELECT m.m, count(c.id) AS open_eom, coalesce(sum(c.amt), 0) AS exposure, round(avg(date_diff('day', c.opened, last_day_of_month(m.m))), 1) AS avg_age, count(c.id) - lag(count(c.id), 1, 0) OVER (ORDER BY m.m) AS net, array_agg(c.id ORDER BY c.id) FILTER (WHERE c.id IS NOT NULL) AS ids FROM m LEFT JOIN cl c ON c.opened <= last_day_of_month(m.m) AND (c.closed IS NULL OR c.closed > last_day_of_month(m.m)) GROUP BY m.m ORDER BY m.m

-- case: lead_rank_union
WITH s(sid, uid, st, en) AS (VALUES (1, 'a', 0, 10), (2, 'b', 5, 15), (3, 'c', 10, 12), (4, 'd', 11, 20)), ev AS (SELECT st AS t, 1 AS dlt FROM s UNION ALL SELECT en, -1 FROM s), cc AS (SELECT t, sum(dlt) AS net, sum(sum(dlt)) OVER (ORDER BY t ROWS UNBOUNDED PRECEDING) AS live FROM ev GROUP BY t) SELECT t, net, live, lead(t) OVER (ORDER BY t) - t AS held, rank() OVER (ORDER BY live DESC) AS rk, live = max(live) OVER () AS peak, round(sum(live * (coalesce(nxt, t) - t)) OVER () / 20.0, 2) AS tw_avg FROM (SELECT *, lead(t) OVER (ORDER BY t) AS nxt FROM cc) ORDER BY t

-- case: vote_dense_rank
WITH vote(voter, cand) AS (VALUES ('k', 'Ryan'), ('c', 'Ryan'), ('c', 'Nate'), ('n', NULL), ('p', 'Nate'), ('p', 'Ann'), ('p', 'Ryan')), w AS (SELECT cand, sum(1.0 / n) AS pts, sum(1e0 / n) AS ptsd FROM (SELECT cand, count(cand) OVER (PARTITION BY voter) AS n FROM vote) WHERE n > 0 GROUP BY cand) SELECT cand, pts, round(ptsd, 3) AS ptsd, dense_rank() OVER (ORDER BY round(pts, 1) DESC) AS rk FROM w ORDER BY ptsd DESC, cand

-- case: least_greatest_lateral
WITH pr(user_a, user_b) AS (VALUES (1, 2), (2, 1), (3, 1), (3, 1), (4, NULL)), f AS (SELECT least(user_a, user_b) AS x, greatest(user_a, user_b) AS y, count(*) AS n, count(DISTINCT user_a) AS dirs FROM pr GROUP BY 1, 2), und AS (SELECT x AS u, y AS v FROM f WHERE x IS NOT NULL UNION SELECT y, x FROM f WHERE y IS NOT NULL) SELECT u, count(*) AS friends, set_agg_like, (SELECT max(dirs) FROM f WHERE u IN (f.x, f.y)) AS mutual FROM und CROSS JOIN LATERAL (SELECT 'u' || CAST(u AS varchar) AS set_agg_like) z GROUP BY u, set_agg_like ORDER BY u

-- case: array_except_array_intersect_array_union
WITH hits(d, uid) AS (VALUES (1, 'a'), (1, 'b'), (2, 'a'), (3, 'c'), (3, 'a'), (3, 'b')), dd AS (SELECT d, array_agg(DISTINCT uid ORDER BY uid) AS us FROM hits GROUP BY d) SELECT d, us, array_except(us, coalesce(lag(us) OVER w, ARRAY[])) AS arrived, array_except(coalesce(lag(us) OVER w, ARRAY[]), us) AS departed, cardinality(array_intersect(us, coalesce(lag(us) OVER w, ARRAY[]))) AS retained, round(cardinality(array_intersect(us, lag(us) OVER w)) / CAST(cardinality(array_union(us, lag(us) OVER w)) AS double), 3) AS jaccard FROM dd WINDOW w AS (ORDER BY d) ORDER BY d

-- case: infinity_millisecond_is_finite
WITH m(k, ts, v) AS (VALUES ('cpu', TIMESTAMP '2024-03-31 23:07:31.250', 10e0), ('cpu', TIMESTAMP '2024-03-31 23:14:59.999', 20e0), ('cpu', TIMESTAMP '2024-04-01 00:00:00', nan()), ('mem', TIMESTAMP '2024-03-31 23:15:00', infinity()), ('mem', TIMESTAMP '2024-03-31 23:29:00', -1e0)), b AS (SELECT k, date_add('minute', 15 * (minute(ts) / 15), date_trunc('hour', ts)) AS slot, v, millisecond(ts) AS ms FROM m) SELECT k, slot, count(*) AS n, max(v) AS mx, min(v) AS mn, avg(v) FILTER (WHERE is_finite(v)) AS av, bool_or(is_nan(v)) AS has_nan, sum(ms) AS ms, CAST(slot AS time) AS tod, date_format(slot, '%Y%m%dT%H%i') AS slug FROM b GROUP BY k, slot ORDER BY k, slot

-- case: iff
-- fails: function not found
WITH f(dept, rev, hc) AS (VALUES ('ops', 100, 4), ('dev', 250, 5), ('hr', 0, 0), ('law', NULL, 2)) SELECT dept, IFF(hc = 0, 0, rev / hc) AS per_head FROM f ORDER BY dept

-- case: bits_bitwise_and_agg_bit_count
WITH perm(usr, mask) AS (VALUES ('a', 5), ('b', 6), ('c', 0), ('d', NULL)), bits(name, bit) AS (VALUES ('read', 1), ('write', 2), ('admin', 4)) SELECT b.name, count(*) FILTER (WHERE bitwise_and(p.mask, b.bit) <> 0) AS holders, bitwise_or_agg(p.mask) AS any_mask, bitwise_and_agg(p.mask) FILTER (WHERE p.mask > 0) AS common, max(bit_count(p.mask, 8)) AS most, array_agg(p.usr ORDER BY p.usr) FILTER (WHERE mod(p.mask / b.bit, 2) = 1) AS who, bitwise_left_shift(max(b.bit), 2) AS shifted FROM bits b CROSS JOIN perm p GROUP BY b.name HAVING every(p.usr IS NOT NULL) ORDER BY max(b.bit)

-- case: having
-- fails: column not found
WITH o(rep, cust, amt) AS (VALUES ('r1', 'a', DECIMAL '10.10'), ('r1', 'b', DECIMAL '20.20'), ('r2', 'a', DECIMAL '5.05'), ('r2', 'c', NULL), ('r3', 'c', DECIMAL '-7.77')), t AS (SELECT rep, sum(amt) AS total FROM o GROUP BY rep HAVING total > 0) SELECT rep, total FROM t ORDER BY rep

-- case: grouping_rollup_cube
WITH o(rep, cust, amt) AS (VALUES ('r1', 'a', DECIMAL '10.10'), ('r1', 'b', DECIMAL '20.20'), ('r2', 'a', DECIMAL '5.05'), ('r2', 'c', NULL), ('r3', 'c', DECIMAL '-7.77')) SELECT rep, cust, grouping(rep, cust) AS g, count(*) AS n, count(DISTINCT cust) AS dc, sum(DISTINCT amt) AS s, coalesce(sum(amt), 0) / nullif(count(amt), 0) AS mean, sum(sum(amt)) OVER (PARTITION BY grouping(rep, cust)) AS lvl_total, row_number() OVER (PARTITION BY grouping(rep, cust) ORDER BY sum(amt) DESC NULLS LAST, rep, cust) AS pos FROM o GROUP BY DISTINCT ROLLUP (rep, cust), CUBE (rep) ORDER BY g, pos

-- case: sched_regexp_extract_day
WITH sched(id, cron) AS (VALUES (1, '*/15 0 1,15 * 1-5'), (2, '0 0 29 2 *'), (3, 'bad')), p AS (SELECT id, cron, split(cron, ' ') AS f FROM sched), dom AS (SELECT p.id, TRY_CAST(x AS integer) AS dom FROM p CROSS JOIN UNNEST(split(element_at(f, 3), ',')) AS u(x) WHERE cardinality(f) = 5) SELECT p.id, cardinality(p.f) = 5 AS ok, element_at(p.f, 5) AS dow, (SELECT array_agg(dom ORDER BY dom) FROM dom WHERE dom.id = p.id) AS doms, CAST(regexp_extract(p.cron, '^\*/(\d+)', 1) AS integer) AS every_min, CASE WHEN regexp_like(p.cron, ' 29 2 ') THEN (SELECT count(*) FROM UNNEST(sequence(DATE '1896-02-28', DATE '1908-02-28', INTERVAL '1' YEAR)) AS y(d) WHERE day(last_day_of_month(d)) = 29) END AS leaps FROM p ORDER BY p.id

-- case: ship_row_number_union
WITH li(inv, ln, sku, qty, price) AS (VALUES (1, 1, 'a', 3, DECIMAL '0.333'), (1, 2, 'b', 1, DECIMAL '9.995'), (2, 1, 'a', 7, DECIMAL '0.335')), ship(inv, fee) AS (VALUES (1, DECIMAL '10.00'), (2, DECIMAL '0.01'), (3, DECIMAL '4.00')), w AS (SELECT l.inv, l.ln, round(l.qty * l.price, 2) AS ext, s.fee, sum(round(l.qty * l.price, 2)) OVER (PARTITION BY l.inv) AS tot, row_number() OVER (PARTITION BY l.inv ORDER BY l.ln DESC) AS rev FROM li l JOIN ship s ON s.inv = l.inv), a AS (SELECT *, CAST(fee * ext / tot AS decimal(10,2)) AS alloc FROM w) SELECT inv, ln, ext, alloc, alloc + IF(rev = 1, fee - sum(alloc) OVER (PARTITION BY inv), 0) AS plugged FROM a UNION ALL SELECT s.inv, NULL, 0, NULL, s.fee FROM ship s WHERE s.inv NOT IN (SELECT inv FROM li) ORDER BY inv, ln

-- case: upper_using_full_join
WITH a(id, v) AS (VALUES (1, 'x'), (2, 'y'), (NULL, 'z')), b(id, v) AS (VALUES (2, 'Y'), (NULL, 'z'), (3, 'q')), c(id, w) AS (VALUES (3, 30), (1, 10)) SELECT id, a.v AS av, b.v AS bv, c.w, coalesce(upper(a.v), b.v, CAST(c.w AS varchar)) AS pick, lower(b.v) IS NOT DISTINCT FROM a.v AS eq FROM a FULL JOIN b USING (id) LEFT JOIN c USING (id) ORDER BY id NULLS LAST, av NULLS FIRST

-- case: lvl_exp_stddev_pop
WITH lvl(d, v) AS (VALUES (1, 100e0), (2, 110e0), (3, 99e0), (4, 121e0), (5, 60e0), (6, 130e0)), r AS (SELECT d, v, v / lag(v) OVER (ORDER BY d) - 1 AS ret, max(v) OVER (ORDER BY d) AS hwm FROM lvl), dd AS (SELECT *, v / hwm - 1 AS dd, round(exp(sum(ln(1 + coalesce(ret, 0))) OVER (ORDER BY d)), 4) AS growth FROM r) SELECT d, round(ret, 4) AS ret, hwm, round(min(dd) OVER (ORDER BY d), 4) AS max_dd, growth, round(stddev_pop(ret) OVER (ORDER BY d ROWS 2 PRECEDING) * sqrt(252), 3) AS vol, last_value(IF(dd = 0, d)) IGNORE NULLS OVER (ORDER BY d) AS last_peak FROM dd ORDER BY d

-- case: match_recognize_match_number_classifier
WITH e(uid, ev, ts) AS (VALUES (1, 'signup', 1), (1, 'invite', 4), (1, 'pay', 9), (2, 'signup', 2), (2, 'pay', 3), (3, 'signup', 5), (3, 'cancel', 6), (3, 'signup', 8)) SELECT uid, step, cls, ts, run FROM e MATCH_RECOGNIZE (PARTITION BY uid ORDER BY ts MEASURES MATCH_NUMBER() AS run, CLASSIFIER() AS cls, RUNNING count(*) AS step ALL ROWS PER MATCH AFTER MATCH SKIP TO NEXT ROW PATTERN (S X* (P | C)) SUBSET Z = (P, C) DEFINE S AS ev = 'signup', X AS ev NOT IN ('pay', 'cancel'), P AS ev = 'pay', C AS ev = 'cancel') ORDER BY uid, run, step

-- case: sha256_from_base_crc32
WITH k(id, a, b) AS (VALUES (1, 'ab', 'c'), (2, 'a', 'bc'), (3, NULL, 'abc'), (4, '', 'abc')) SELECT id, to_hex(md5(to_utf8(coalesce(a, '') || b))) = to_hex(md5(to_utf8('abc'))) AS naive_clash, substr(lower(to_hex(sha256(to_utf8(coalesce(a, '_null_') || '-' || coalesce(b, '_null_'))))), 1, 8) AS sk, from_base(substr(to_hex(md5(to_utf8(coalesce(a, '') || b))), 1, 6), 16) % 10 AS bucket, crc32(to_utf8(b)) AS crc, to_base64(to_utf8(b)) AS b64, count(*) OVER (PARTITION BY md5(to_utf8(concat(a, b)))) AS same_concat, concat_ws('-', a, b) AS cw, a || '-' || b AS pipe FROM k ORDER BY id
