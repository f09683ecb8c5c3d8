-- Product analytics: funnels, retention, sessions, attribution, experiments; after public repositories (found with find_string: game analytics, Treasure Data boxes, courier operations) and articles.

-- case: key_actions_of_sessions
-- note: after a Treasure Data box (td_uid, key_action JSON unnested, MIN_BY/ARRAY_AGG of paths)
WITH key_actions AS (
  SELECT
    CAST(json_extract_scalar(action, '$.td_host') AS VARCHAR) td_host
    , CAST(json_extract_scalar(action, '$.td_path') AS VARCHAR) td_path
    , 1 AS is_key_action
  FROM (
    SELECT CAST(json_parse('[{"td_host":"shop.example","td_path":"/buy"},{"td_host":"shop.example","td_path":"/thanks"}]') AS ARRAY<JSON>) actions
  ) CROSS JOIN UNNEST(actions) AS t(action)
), pv AS (
  SELECT * FROM (VALUES ('u1', 's1', 'shop.example', '/', 10, 'google', 1), ('u1', 's1', 'shop.example', '/buy', 20, '', 2), ('u1', 's1', 'shop.example', '/thanks', 30, NULL, 1), ('u2', 's2', 'shop.example', '/', 5, 'bing', 4)) AS v(td_uid, td_session_id, td_host, td_path, time, referral, pv)
)
SELECT t1.td_uid, t1.td_session_id
  , MIN_BY(t1.referral, t1.time) AS referral
  , COALESCE(t2.is_key_action, 0) AS is_key_action
  , ARRAY_JOIN(ARRAY_AGG(t1.td_path||' (pv:'||CAST(t1.pv AS VARCHAR)||')' ORDER BY t1.time), CHR(10)) AS td_path
  , SUM(t1.pv) AS pv
FROM pv t1 LEFT JOIN key_actions t2 ON t1.td_host = t2.td_host AND t1.td_path = t2.td_path
GROUP BY 1, 2, 4
ORDER BY 1, 2, 4

-- case: months_of_players
-- note: after a game analytics query (dingyelen): month cube by sequence, lag IGNORE NULLS in COALESCE
with pay as (select * from (values (date '2025-11-01', 'r1', 6.0), (date '2026-01-01', 'r1', 30.0), (date '2025-12-01', 'r2', 1.5)) as t(month, role_id, money)),
token as (select * from (values (date '2025-11-01', 'r1', 100), (date '2026-01-01', 'r1', 40), (date '2025-12-01', 'r2', 7)) as t(month, role_id, token_end)),
start_month_info as (select role_id, min(month) as start_month from pay group by 1),
month_cube as
(select a.start_month, a.role_id, months.cal_month
from start_month_info a
cross join unnest(sequence(a.start_month, date_trunc('month', date '2026-02-11'), interval '1' month)) as months(cal_month)
)
select a.cal_month, a.role_id, c.money,
coalesce(b.token_end, lag(b.token_end, 1, null) ignore nulls over(partition by a.role_id order by a.cal_month)) as token_end
from month_cube a
left join token b on a.cal_month = b.month and a.role_id = b.role_id
left join pay c on a.cal_month = c.month and a.role_id = c.role_id
order by a.role_id, a.cal_month

-- case: activity_tags_by_day
-- note: after the same author's activity tags: concat of formatted dates and a cast of date_diff
select t.date, concat(date_format(start_date, '%Y%m%d'), '-', date_format(end_date, '%Y%m%d'), '-', cast(date_diff('day', start_date, end_date)+1 as varchar)) as act_tag
from (values ('furui', date '2026-02-27', date '2026-03-02'), ('other', date '2026-01-01', date '2026-01-01')) as a(code, start_date, end_date)
cross join unnest(sequence(start_date, end_date, interval '1' day)) as t(date)
where code = 'furui'
order by t.date desc

-- case: class_upgrade_words
-- note: after courier analytics: payload as varbinary, json_extract_scalar(from_utf8(...))
select cast(json_extract_scalar(from_utf8("payload"), '$.order_id') as bigint) as order_id,
    concat(json_extract_scalar(from_utf8("payload"), '$.data.old_class'), ' to ', json_extract_scalar(from_utf8("payload"), '$.data.new_class')) upgrade_details,
    try_cast(concat('2000', json_extract_scalar(from_utf8(payload), '$.order_id')) as bigint) gk
from (values to_utf8('{"order_id":12,"data":{"old_class":"eco","new_class":"lux"}}'), to_utf8('{"order_id":"x","data":{"old_class":"eco"}}'), cast(null as varbinary)) as events(payload)
where try_cast(json_extract_scalar(from_utf8(payload), '$.order_id') as bigint) is not null

-- case: path_ngrams_other_row
-- note: after a screen-path cube: n-grams by slice over a guarded sequence, top k plus '(other)'
WITH screens (suid, state, ts) AS (VALUES ('a', 'home', 1), ('a', 'list', 2), ('a', 'item', 3), ('a', 'list', 4), ('b', 'home', 1), ('b', 'list', 2), ('b', 'item', 3), ('c', 'home', 1)),
seq AS (SELECT suid, array_agg(state ORDER BY ts) AS states FROM screens GROUP BY suid),
grams AS (
  SELECT g.suid, t.n, array_join(slice(g.states, u.i, t.n), '>') AS path
  FROM seq g
  CROSS JOIN UNNEST(sequence(2, 3)) AS t(n)
  CROSS JOIN UNNEST(if(cardinality(g.states) >= t.n, sequence(1, cardinality(g.states) - t.n + 1), CAST(ARRAY[] AS ARRAY(bigint)))) AS u(i)
),
ranked AS (SELECT n, path, count(*) AS c, row_number() OVER (PARTITION BY n ORDER BY count(*) DESC, path) AS rk FROM grams GROUP BY n, path)
SELECT n, CASE WHEN rk <= 1 THEN path ELSE '(other)' END AS path, sum(c) AS c, count(*) AS distinct_paths
FROM ranked GROUP BY n, CASE WHEN rk <= 1 THEN path ELSE '(other)' END
ORDER BY n, c DESC, path

-- case: buyers_new_and_reactivated
-- note: after a purchase-days file: COUNT(DISTINCT ...) FILTER on the pause since the previous day
WITH d AS (
    SELECT user_id, order_day, lag(order_day) OVER (PARTITION BY user_id ORDER BY order_day) AS prev_day
    FROM (SELECT DISTINCT user_id, CAST(ts AS date) AS order_day FROM (VALUES (1, TIMESTAMP '2025-01-10 10:00:00'), (1, TIMESTAMP '2025-01-10 22:00:00'), (1, TIMESTAMP '2025-08-01 00:00:00'), (2, TIMESTAMP '2025-08-15 09:00:00'), (2, TIMESTAMP '2025-08-16 09:00:00')) AS p(user_id, ts))
)
SELECT date_trunc('month', order_day) AS m, COUNT(DISTINCT user_id) AS buyers,
       COUNT(DISTINCT user_id) FILTER (WHERE prev_day IS NULL) AS new_buyers,
       COUNT(DISTINCT user_id) FILTER (WHERE DATE_DIFF('day', prev_day, order_day) >= 180) AS reactivated
FROM d WHERE order_day < DATE '2026-09-01' GROUP BY 1 ORDER BY 1

-- case: streaks_longest
-- note: gaps and islands by date_diff with lag, three CTEs
WITH flagged AS (
  SELECT user_id, active_day, CASE WHEN date_diff('day', LAG(active_day) OVER (PARTITION BY user_id ORDER BY active_day), active_day) <> 1 THEN 1 ELSE 0 END AS is_new_streak
  FROM (SELECT DISTINCT user_id, CAST(event_ts AS DATE) AS active_day FROM (VALUES ('a', '2026-06-01 10:00:00'), ('a', '2026-06-02 00:00:00'), ('a', '2026-06-03 23:59:59.999'), ('a', '2026-06-05 01:00:00'), ('b', '2026-02-28 01:00:00'), ('b', '2026-03-01 01:00:00')) AS e(user_id, event_ts_s) CROSS JOIN LATERAL (SELECT CAST(event_ts_s AS timestamp(3)) AS event_ts))),
streaks AS (SELECT *, SUM(is_new_streak) OVER (PARTITION BY user_id ORDER BY active_day) AS streak_id FROM flagged),
lengths AS (SELECT user_id, streak_id, COUNT(*) AS streak_len, min(active_day) AS since FROM streaks GROUP BY user_id, streak_id)
SELECT user_id, MAX(streak_len) AS longest_streak_days, max_by(since, streak_len) AS since FROM lengths GROUP BY user_id ORDER BY user_id

-- case: renewal_gap_shares
-- note: after a Dune dashboard on cover renewals: FILTER counts times 1.0000 over count
with covers (cover_owner, s, e) as (values ('x', date '2026-01-01', date '2026-01-31'), ('x', date '2026-02-04', date '2026-03-01'), ('x', date '2026-02-20', date '2026-04-01'), ('y', date '2026-01-01', date '2026-01-10'), ('y', date '2026-03-01', date '2026-03-10')),
g as (select cover_owner, greatest(0, date_diff('day', lag(e) over (partition by cover_owner order by s), s)) as days_gap from covers)
select count(*) filter (where days_gap between 1 and 7) * 1.0000 / count(*) as pct_1_7,
  count(*) filter (where days_gap between 31 and 90) * 1.0000 / count(*) as pct_31_90,
  count(*) filter (where days_gap = 0) * 1.0000 / nullif(count(days_gap), 0) as pct_overlap,
  avg(days_gap) as avg_gap
from g

-- case: retention_triangle
-- note: weekly cohort retention as public notebooks pivot it
WITH a AS (SELECT DISTINCT uid, date_trunc('week', d) AS wk FROM (VALUES (1, DATE '2026-01-01'), (1, DATE '2026-01-05'), (1, DATE '2026-01-12'), (2, DATE '2026-01-06'), (2, DATE '2026-01-13'), (3, DATE '2026-01-11')) AS t(uid, d)),
c AS (SELECT uid, wk, min(wk) OVER (PARTITION BY uid) AS cohort FROM a)
SELECT cohort, count(DISTINCT uid) AS size,
  map_agg(age, n) FILTER (WHERE age > 0) AS by_age, sum(n) FILTER (WHERE age = 1) AS w1
FROM (SELECT cohort, uid, date_diff('week', cohort, wk) AS age, count(*) OVER (PARTITION BY cohort, wk) AS n FROM c)
GROUP BY cohort ORDER BY cohort

-- case: funnel_window_60_minutes
-- note: steps within an hour of the first, correlated EXISTS chain
WITH e(uid, ev, ts) AS (VALUES (1, 'open', TIMESTAMP '2026-01-01 10:00:00'), (1, 'cart', TIMESTAMP '2026-01-01 10:30:00'), (1, 'pay', TIMESTAMP '2026-01-01 11:00:00.001'), (2, 'open', TIMESTAMP '2026-01-01 10:00:00'), (2, 'cart', TIMESTAMP '2026-01-01 10:59:59'), (2, 'pay', TIMESTAMP '2026-01-01 11:00:00'), (3, 'cart', TIMESTAMP '2026-01-01 09:00:00'))
SELECT count(*) AS opened,
  count_if(EXISTS (SELECT 1 FROM e c WHERE c.uid = o.uid AND c.ev = 'cart' AND c.ts > o.ts AND c.ts <= o.ts + INTERVAL '1' HOUR)) AS carted,
  count_if(EXISTS (SELECT 1 FROM e p WHERE p.uid = o.uid AND p.ev = 'pay' AND p.ts > o.ts AND p.ts <= o.ts + INTERVAL '1' HOUR)) AS paid
FROM e o WHERE o.ev = 'open'

-- case: funnel_match_recognize
-- note: after trinodb/trino issue 12625 (event funnel by row pattern), corrected
SELECT uvid, m.start_time, m.tries, m.convert_ms
FROM (VALUES ('0033', 1000, 'list'), ('0033', 6064, 'read'), ('0033', 7000, 'read'), ('0033', 9000, 'confirm'), ('03A1', 1, 'list'), ('03A1', 5, 'confirm'), ('03A1', 9, 'read')) AS s(uvid, time, eid)
MATCH_RECOGNIZE (
  PARTITION BY uvid ORDER BY time
  MEASURES A.time AS start_time, count(B.eid) AS tries, LAST(C.time) - FIRST(A.time) AS convert_ms
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B* C)
  DEFINE A AS eid = 'list', B AS eid = 'read', C AS eid = 'confirm'
) AS m
ORDER BY uvid

-- case: attribution_linear_and_position
-- note: 40/20/40 attribution as marketing blogs compute it
WITH t AS (SELECT conv, ch, rn, count(*) OVER (PARTITION BY conv) AS n FROM (SELECT conv, ch, row_number() OVER (PARTITION BY conv ORDER BY ts) AS rn FROM (VALUES (1, 'ads', 1), (1, 'mail', 2), (1, 'seo', 3), (1, 'ads', 4), (2, 'seo', 1), (3, 'mail', 1), (3, 'seo', 2)) AS x(conv, ch, ts)))
SELECT ch, sum(1.0 / n) AS linear,
  sum(CASE WHEN n = 1 THEN 1.0 WHEN n = 2 THEN 0.5 WHEN rn IN (1, n) THEN 0.4 ELSE 0.2 / (n - 2) END) AS position_based,
  sum(CASE rn WHEN 1 THEN 1 ELSE 0 END) AS first_touch, sum(power(2e0, rn - n)) AS decay
FROM t GROUP BY ch ORDER BY position_based DESC

-- case: ab_test_z
-- note: two-proportion z test with normal_cdf, as experiment write-ups do it
WITH r AS (SELECT variant, CAST(count(*) AS double) AS n, CAST(sum(conv) AS double) AS x FROM (VALUES ('a', 1), ('a', 0), ('a', 0), ('a', 1), ('b', 1), ('b', 1), ('b', 1), ('b', 0), ('b', 1)) AS t(variant, conv) GROUP BY variant),
p AS (SELECT max(x / n) FILTER (WHERE variant = 'a') AS pa, max(x / n) FILTER (WHERE variant = 'b') AS pb, max(n) FILTER (WHERE variant = 'a') AS na, max(n) FILTER (WHERE variant = 'b') AS nb, sum(x) / sum(n) AS pool FROM r)
SELECT round(pb - pa, 6) AS lift, round((pb - pa) / sqrt(pool * (1 - pool) * (1 / na + 1 / nb)), 6) AS z,
  round(2 * (1 - normal_cdf(0, 1, abs((pb - pa) / sqrt(pool * (1 - pool) * (1 / na + 1 / nb))))), 6) AS p_value,
  round(inverse_normal_cdf(0, 1, 0.975), 6) AS crit
FROM p

-- case: wilson_ranked_items
-- note: ranking by the lower bound of a rating, wilson_interval functions of Trino
SELECT item, up, up + down AS n, round(wilson_interval_lower(up, up + down, 1.96), 5) AS lo, round(wilson_interval_upper(up, up + down, 1.96), 5) AS hi
FROM (VALUES ('a', 1, 0), ('b', 95, 5), ('c', 9, 1)) AS t(item, up, down)
ORDER BY wilson_interval_lower(up, up + down, 1.96) DESC

-- case: dau_wau_stickiness
-- note: rolling seven day actives by exploding each day into seven
WITH act AS (SELECT DISTINCT u, d FROM (VALUES ('a', DATE '2026-01-01'), ('b', DATE '2026-01-01'), ('a', DATE '2026-01-03'), ('c', DATE '2026-01-08'), ('c', DATE '2026-01-08')) AS t(u, d)),
wau AS (SELECT day, count(DISTINCT u) AS wau FROM act CROSS JOIN UNNEST(transform(sequence(0, 6), i -> date_add('day', i, d))) AS x(day) GROUP BY day),
dau AS (SELECT d AS day, count(*) AS dau FROM act GROUP BY d)
SELECT day, coalesce(dau, 0) AS dau, wau, CAST(coalesce(dau, 0) AS decimal(10,4)) / wau AS stickiness
FROM wau LEFT JOIN dau USING (day) WHERE day <= DATE '2026-01-08' ORDER BY day

-- case: mrr_movements
-- note: subscription waterfall as billing packages build it
WITH m AS (SELECT * FROM (VALUES ('a', DATE '2026-01-01', 10.00), ('a', DATE '2026-02-01', 15.00), ('b', DATE '2026-01-01', 20.00), ('b', DATE '2026-03-01', 20.00), ('c', DATE '2026-02-01', 5.00), ('c', DATE '2026-03-01', 4.00)) AS t(cust, month, mrr)),
grid AS (SELECT cust, month FROM (SELECT DISTINCT cust FROM m) CROSS JOIN (SELECT DISTINCT month FROM m)),
x AS (SELECT month, cust, coalesce(mrr, 0) AS mrr, coalesce(lag(mrr) OVER (PARTITION BY cust ORDER BY month), 0) AS prev, coalesce(max(mrr) OVER (PARTITION BY cust ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) > 0 AS had FROM grid LEFT JOIN m USING (cust, month))
SELECT month, kind, sum(mrr - prev) AS delta, count(*) AS customers
FROM (SELECT *, CASE WHEN prev = 0 AND mrr > 0 AND NOT had THEN 'new' WHEN prev = 0 AND mrr > 0 THEN 'reactivation' WHEN mrr = 0 AND prev > 0 THEN 'churn' WHEN mrr > prev THEN 'expansion' WHEN mrr < prev THEN 'contraction' END AS kind FROM x)
WHERE kind IS NOT NULL GROUP BY month, kind ORDER BY month, kind

-- case: rfm_named_segments
-- note: RFM with NTILE and a text score, as many retail notebooks
SELECT cust, CAST(r AS varchar) || CAST(f AS varchar) || CAST(m AS varchar) AS score, CASE WHEN r = 2 AND f = 2 THEN 'champion' WHEN r = 1 THEN 'at risk' ELSE 'regular' END AS segment
FROM (SELECT cust, ntile(2) OVER (ORDER BY max(day), cust) AS r, ntile(2) OVER (ORDER BY count(*), cust) AS f, ntile(3) OVER (ORDER BY sum(amt), cust) AS m
      FROM (VALUES ('a', DATE '2026-01-01', 5.5), ('a', DATE '2026-02-01', 5.5), ('b', DATE '2025-01-01', 100.0), ('c', DATE '2026-03-01', 1.0), ('c', DATE '2026-03-01', 2.0), ('d', DATE '2025-06-01', NULL)) AS o(cust, day, amt) GROUP BY cust)
ORDER BY cust
