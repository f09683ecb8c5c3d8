-- Statements as analysts write them: bills, sessions, shops, subscriptions, data quality.

-- case: cur_monthly_by_service
SELECT date_format(line_item_usage_start_date, '%Y-%m-01') AS month, CASE WHEN product_name = '' THEN line_item_product_code ELSE product_name END AS service, CAST(sum(line_item_unblended_cost) AS decimal(16,2)) AS cost FROM (VALUES (TIMESTAMP '2026-01-05 00:00:00', '', 'AmazonS3', 1.234e0), (TIMESTAMP '2026-01-25 00:00:00', 'EC2', 'AmazonEC2', 10.006e0), (TIMESTAMP '2026-02-05 00:00:00', 'EC2', 'AmazonEC2', 5e0)) AS cur(line_item_usage_start_date, product_name, line_item_product_code, line_item_unblended_cost) GROUP BY date_format(line_item_usage_start_date, '%Y-%m-01'), CASE WHEN product_name = '' THEN line_item_product_code ELSE product_name END ORDER BY month, cost DESC

-- case: cur_month_over_month
WITH m AS (SELECT month, sum(cost) AS cost FROM (VALUES (DATE '2026-01-01', 10.00), (DATE '2026-02-01', 12.50), (DATE '2026-02-01', 2.50), (DATE '2026-03-01', 7.50)) AS t(month, cost) GROUP BY month) SELECT month, cost, cost - lag(cost) OVER (ORDER BY month) AS delta, round((cost / lag(cost) OVER (ORDER BY month) - 1) * 100, 1) AS pct FROM m ORDER BY month

-- case: cur_effective_savings_plan
SELECT line_item_type, sum(CASE line_item_type WHEN 'SavingsPlanCoveredUsage' THEN sp_effective WHEN 'SavingsPlanRecurringFee' THEN (total_commitment - used_commitment) WHEN 'DiscountedUsage' THEN ri_effective ELSE unblended END) AS amortized FROM (VALUES ('SavingsPlanCoveredUsage', 1.5, 0.0, 0.0, 0.0, 2.0), ('SavingsPlanRecurringFee', 0.0, 10.0, 8.5, 0.0, 3.0), ('Usage', 0.0, 0.0, 0.0, 0.0, 4.25)) AS t(line_item_type, sp_effective, total_commitment, used_commitment, ri_effective, unblended) GROUP BY line_item_type ORDER BY line_item_type

-- case: cur_tags_map
SELECT coalesce(resource_tags['user_team'], 'untagged') AS team, sum(cost) AS cost FROM (VALUES (MAP(ARRAY['user_team'], ARRAY['data']), 5), (MAP(ARRAY['user_team'], ARRAY['web']), 7), (MAP(ARRAY['user_team'], ARRAY[NULL]), 1)) AS t(resource_tags, cost) GROUP BY 1 ORDER BY 1

-- case: cur_split_usage_type
SELECT usage_type, regexp_extract(usage_type, '^([A-Z]{2,4}\d?)-', 1) AS region, replace(regexp_extract(usage_type, ':(.+)$', 1), '.', '_') AS instance, strpos(usage_type, 'BoxUsage') > 0 AS box FROM (VALUES 'EUC1-BoxUsage:m5.large', 'BoxUsage:t3.micro', 'USE1-DataTransfer-Out-Bytes') AS t(usage_type) ORDER BY usage_type

-- case: cur_storage_gb_month
SELECT bucket, sum(usage) AS gb_month, sum(usage) * 1024 / (date_diff('day', DATE '2026-02-01', date_add('month', 1, DATE '2026-02-01')) * 24) AS x FROM (VALUES ('a', 28.0), ('b', 14.0)) AS t(bucket, usage) GROUP BY bucket ORDER BY bucket

-- case: cur_top_n_and_rest
WITH ranked AS (SELECT service, cost, row_number() OVER (ORDER BY cost DESC) AS rn FROM (VALUES ('ec2', 50), ('s3', 30), ('rds', 10), ('sns', 1)) AS t(service, cost)) SELECT CASE WHEN rn <= 2 THEN service ELSE 'rest' END AS service, sum(cost) AS cost FROM ranked GROUP BY CASE WHEN rn <= 2 THEN service ELSE 'rest' END ORDER BY cost DESC

-- case: cur_hours_of_month
-- fails: hour is no field of a date
SELECT m, day(last_day_of_month(m)) * 24 AS hours, date_diff('hour', m, m + INTERVAL '1' MONTH) AS check_hours FROM (VALUES DATE '2026-02-01', DATE '2028-02-01', DATE '2026-12-01') AS t(m) ORDER BY m

-- case: session_by_timeout
SELECT user_id, session, min(ts) AS started, max(ts) AS ended, count(*) AS events FROM (SELECT user_id, ts, sum(is_new) OVER (PARTITION BY user_id ORDER BY ts) AS session FROM (SELECT user_id, ts, CASE WHEN lag(ts) OVER (PARTITION BY user_id ORDER BY ts) IS NULL OR ts - lag(ts) OVER (PARTITION BY user_id ORDER BY ts) > INTERVAL '30' MINUTE THEN 1 ELSE 0 END AS is_new FROM (VALUES (1, TIMESTAMP '2026-01-05 10:00:00'), (1, TIMESTAMP '2026-01-05 10:20:00'), (1, TIMESTAMP '2026-01-05 11:00:00'), (2, TIMESTAMP '2026-01-05 10:00:00')) AS e(user_id, ts))) GROUP BY user_id, session ORDER BY user_id, session

-- case: session_ga_params
SELECT event_name, (SELECT p.value FROM (VALUES ('ga_session_id', 77), ('page', 3)) AS p(key, value) WHERE p.key = 'ga_session_id') AS session_id, element_at(map_from_entries(params), 'page') AS page FROM (VALUES ('view', ARRAY[ROW('page', '/a'), ROW('ref', 'x')])) AS ga(event_name, params)

-- case: session_landing_and_exit
SELECT session, min_by(page, ts) AS landing, max_by(page, ts) AS leave, array_agg(page ORDER BY ts) AS path, array_join(array_agg(page ORDER BY ts), ' > ') AS text FROM (VALUES (1, 1, '/'), (1, 3, '/cart'), (1, 2, '/item'), (2, 1, '/item')) AS t(session, ts, page) GROUP BY session ORDER BY session

-- case: session_bounce_rate
SELECT channel, count(*) AS sessions, round(avg(CASE WHEN pages = 1 THEN 1.0 ELSE 0.0 END), 3) AS bounce, approx_percentile(seconds, 0.5) AS median FROM (VALUES ('ads', 1, 10), ('ads', 5, 100), ('mail', 1, 5), ('mail', 1, 15), ('mail', 2, 30)) AS s(channel, pages, seconds) GROUP BY channel ORDER BY channel

-- case: funnel_with_order
SELECT count(*) AS users, count_if(t1 IS NOT NULL) AS viewed, count_if(t2 > t1) AS added, count_if(t3 > t2 AND t2 > t1) AS paid FROM (SELECT user_id, min(ts) FILTER (WHERE event = 'view') AS t1, min(ts) FILTER (WHERE event = 'add') AS t2, min(ts) FILTER (WHERE event = 'pay') AS t3 FROM (VALUES (1, 'view', 1), (1, 'add', 2), (1, 'pay', 3), (2, 'view', 1), (2, 'pay', 2), (3, 'add', 1)) AS e(user_id, event, ts) GROUP BY user_id)

-- case: retention_weeks
-- fails: a column of USING has no table
WITH firsts AS (SELECT user_id, date_trunc('week', min(day)) AS cohort FROM (VALUES (1, DATE '2026-01-05'), (1, DATE '2026-01-13'), (2, DATE '2026-01-06'), (3, DATE '2026-01-14')) AS a(user_id, day) GROUP BY user_id), acts AS (SELECT DISTINCT user_id, date_trunc('week', day) AS week FROM (VALUES (1, DATE '2026-01-05'), (1, DATE '2026-01-13'), (2, DATE '2026-01-06'), (3, DATE '2026-01-14')) AS a(user_id, day)) SELECT f.cohort, date_diff('week', f.cohort, a.week) AS week_no, count(DISTINCT a.user_id) AS users FROM firsts f JOIN acts a USING (user_id) GROUP BY f.cohort, date_diff('week', f.cohort, a.week) ORDER BY 1, 2

-- case: shop_latest_order_per_customer
SELECT customer, o.order_id, o.total FROM (SELECT customer, max_by(CAST(ROW(order_id, total) AS row(order_id integer, total decimal(8,2))), placed) AS o FROM (VALUES ('a', 1, 10.50, DATE '2026-01-01'), ('a', 2, 7.25, DATE '2026-02-01'), ('b', 3, 1.00, DATE '2026-01-15')) AS t(customer, order_id, total, placed) GROUP BY customer) ORDER BY customer

-- case: shop_above_customers_average
SELECT customer, order_id FROM (VALUES ('a', 1, 10), ('a', 2, 30), ('b', 3, 5)) AS o(customer, order_id, total) WHERE total > (SELECT avg(i.total) FROM (VALUES ('a', 10), ('a', 30), ('b', 5)) AS i(customer, total) WHERE i.customer = o.customer) ORDER BY order_id

-- case: shop_never_ordered
SELECT c.name FROM (VALUES (1, 'ann'), (2, 'bob'), (3, 'cy')) AS c(id, name) WHERE NOT EXISTS (SELECT 1 FROM (VALUES (1, 5), (3, 0)) AS o(cid, total) WHERE o.cid = c.id AND o.total > 0) ORDER BY c.name

-- case: shop_count_of_cheaper
SELECT p.name, (SELECT count(*) FROM (VALUES ('x', 1), ('y', 2), ('z', 3)) AS q(name, price) WHERE q.price < p.price) AS cheaper FROM (VALUES ('x', 1), ('y', 2), ('z', 3)) AS p(name, price) ORDER BY p.name

-- case: shop_basket_pairs
SELECT a.item AS first, b.item AS second, count(*) AS baskets FROM (VALUES (1, 'milk'), (1, 'bread'), (2, 'milk'), (2, 'bread'), (2, 'eggs')) AS a(basket, item) JOIN (VALUES (1, 'milk'), (1, 'bread'), (2, 'milk'), (2, 'bread'), (2, 'eggs')) AS b(basket, item) ON a.basket = b.basket AND a.item < b.item GROUP BY a.item, b.item HAVING count(*) > 1 ORDER BY 1, 2

-- case: shop_items_of_json
SELECT id, json_extract_scalar(item, '$.sku') AS sku, CAST(json_extract(item, '$.qty') AS integer) * CAST(json_extract_scalar(item, '$.price') AS decimal(10,2)) AS line FROM (VALUES (1, '{"items":[{"sku":"a","qty":2,"price":"1.50"},{"sku":"b","qty":1,"price":"9.99"}]}')) AS o(id, doc) CROSS JOIN UNNEST(CAST(json_extract(doc, '$.items') AS array(json))) AS t(item) ORDER BY sku

-- case: shop_running_stock
SELECT sku, day, moved, sum(moved) OVER (PARTITION BY sku ORDER BY day) AS stock, min(sum_so_far) OVER (PARTITION BY sku) AS lowest FROM (SELECT sku, day, moved, sum(moved) OVER (PARTITION BY sku ORDER BY day ROWS UNBOUNDED PRECEDING) AS sum_so_far FROM (VALUES ('a', 1, 10), ('a', 2, -7), ('a', 3, -5), ('b', 1, 4)) AS t(sku, day, moved)) ORDER BY sku, day

-- case: shop_rfm_scores
SELECT customer, ntile(3) OVER (ORDER BY last_day DESC) AS r, ntile(3) OVER (ORDER BY n) AS f, width_bucket(total, 0, 300, 3) AS m FROM (VALUES ('a', DATE '2026-01-01', 5, 250e0), ('b', DATE '2026-02-01', 1, 20e0), ('c', DATE '2026-03-01', 9, 150e0)) AS t(customer, last_day, n, total) ORDER BY customer

-- case: shop_pivot
SELECT region, sum(total) FILTER (WHERE quarter(day) = 1) AS q1, sum(total) FILTER (WHERE quarter(day) = 2) AS q2, sum(total) AS year_total FROM (VALUES ('eu', DATE '2026-01-10', 5), ('eu', DATE '2026-05-10', 7), ('us', DATE '2026-02-10', 1)) AS t(region, day, total) GROUP BY ROLLUP (region) ORDER BY region NULLS LAST

-- case: shop_unpivot
SELECT id, k, v FROM (VALUES (1, 10, 20), (2, 30, NULL)) AS t(id, a, b) CROSS JOIN UNNEST(ARRAY['a', 'b'], ARRAY[a, b]) AS u(k, v) WHERE v IS NOT NULL ORDER BY id, k

-- case: shop_fill_missing_days
SELECT d.day, coalesce(s.total, 0) AS total FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-04')) AS d(day) LEFT JOIN (VALUES (DATE '2026-01-02', 5), (DATE '2026-01-04', 3)) AS s(day, total) ON s.day = d.day ORDER BY d.day

-- case: shop_last_known_price
SELECT day, price, last_value(price) IGNORE NULLS OVER (ORDER BY day) AS known, lead(price) IGNORE NULLS OVER (ORDER BY day) AS upcoming FROM (VALUES (1, 10), (2, NULL), (3, NULL), (4, 12)) AS t(day, price) ORDER BY day

-- case: shop_full_join_reconcile
SELECT coalesce(a.id, b.id) AS id, a.total AS ours, b.total AS theirs, CASE WHEN a.id IS NULL THEN 'missing here' WHEN b.id IS NULL THEN 'missing there' WHEN a.total <> b.total THEN 'differs' ELSE 'same' END AS state FROM (VALUES (1, 10), (2, 20), (3, 30)) AS a(id, total) FULL OUTER JOIN (VALUES (2, 20), (3, 31), (4, 40)) AS b(id, total) ON a.id = b.id ORDER BY 1

-- case: shop_using_after_with
WITH a AS (SELECT * FROM (VALUES (1, 'x'), (2, 'y')) AS t(id, name)), b AS (SELECT * FROM (VALUES (BIGINT '1', 5), (BIGINT '3', 7)) AS t(id, total)) SELECT id, name, total FROM a LEFT JOIN b USING (id) ORDER BY id

-- case: shop_join_on_range
SELECT t.amount, b.label FROM (VALUES 5, 15, 99) AS t(amount) LEFT JOIN (VALUES (0, 10, 'low'), (10, 50, 'mid')) AS b(lo, hi, label) ON t.amount >= b.lo AND t.amount < b.hi ORDER BY t.amount

-- case: subs_active_by_month
SELECT m.month, count(s.id) AS active FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-04-01', INTERVAL '1' MONTH)) AS m(month) LEFT JOIN (VALUES (1, DATE '2026-01-10', DATE '2026-03-05'), (2, DATE '2026-02-01', NULL)) AS s(id, started, ended) ON s.started <= last_day_of_month(m.month) AND (s.ended IS NULL OR s.ended > last_day_of_month(m.month)) GROUP BY m.month ORDER BY m.month

-- case: subs_churn_flags
SELECT id, day, plan, lead(plan) OVER w AS next_plan, lead(plan, 1, 'gone') OVER w AS next_or_gone, plan IS DISTINCT FROM lag(plan) OVER w AS changed FROM (VALUES (1, 1, 'free'), (1, 2, 'free'), (1, 3, 'pro')) AS t(id, day, plan) WINDOW w AS (PARTITION BY id ORDER BY day) ORDER BY id, day

-- case: subs_islands
SELECT id, min(day) AS from_day, max(day) AS to_day, count(*) AS days FROM (SELECT id, day, date_add('day', -row_number() OVER (PARTITION BY id ORDER BY day), day) AS grp FROM (VALUES (1, DATE '2026-01-01'), (1, DATE '2026-01-02'), (1, DATE '2026-01-05')) AS t(id, day)) GROUP BY id, grp ORDER BY id, from_day

-- case: quality_duplicates
SELECT id, count(*) AS copies, array_agg(v ORDER BY v) AS vs FROM (VALUES (1, 'a'), (1, 'b'), (2, 'c')) AS t(id, v) GROUP BY id HAVING count(*) > 1

-- case: quality_null_shares
SELECT count(*) AS n, sum(CASE WHEN a IS NULL THEN 1 ELSE 0 END) * 100.0 / count(*) AS pct_a, count(b) AS known_b, count(DISTINCT a) AS distinct_a, approx_distinct(b) AS about_b, checksum(a) IS NOT NULL AS c FROM (VALUES (1, 'x'), (NULL, 'y'), (1, NULL)) AS t(a, b)

-- case: quality_email_domains
SELECT lower(split_part(trim(email), '@', 2)) AS domain, count(*) AS n, count_if(NOT regexp_like(email, '^[^@\s]+@[^@\s]+\.[a-z]{2,}$')) AS bad FROM (VALUES ' Ann@Shop.example', 'bob@shop.example', 'nobody') AS t(email) GROUP BY 1 ORDER BY 1

-- case: quality_minus
SELECT 'missing' AS side, count(*) AS n FROM (SELECT id FROM (VALUES 1, 2, 3) AS a(id) EXCEPT SELECT id FROM (VALUES 2, 3, 4) AS b(id)) UNION ALL SELECT 'extra', count(*) FROM (SELECT id FROM (VALUES 2, 3, 4) AS b(id) EXCEPT SELECT id FROM (VALUES 1, 2, 3) AS a(id)) ORDER BY side DESC

-- case: quality_deep_parse
SELECT TRY(CAST(json_parse(doc) AS map(varchar, json))) AS m, TRY(json_array_length(json_parse(doc))) AS n, is_json_scalar(TRY(json_parse(doc))) AS s FROM (VALUES '{"a":1}', '[1,2]', 'oops') AS t(doc) ORDER BY doc

-- case: quality_outliers
SELECT x FROM (SELECT x, avg(x) OVER () AS mean, stddev(x) OVER () AS sd FROM (VALUES 10, 11, 9, 10, 50) AS t(x)) WHERE abs(x - mean) > 1.5 * sd

-- case: crm_whole_row
SELECT c, c.name FROM (SELECT CAST(ROW(1, 'ann') AS row(id integer, name varchar)) AS c) AS t

-- case: crm_last_touch_attribution
SELECT conversion_id, element_at(array_agg(channel ORDER BY ts DESC) FILTER (WHERE channel <> 'direct'), 1) AS channel FROM (VALUES (1, 'ads', 1), (1, 'mail', 2), (1, 'direct', 3), (2, 'direct', 1)) AS t(conversion_id, channel, ts) GROUP BY conversion_id ORDER BY conversion_id

-- case: crm_masked_names
SELECT concat(substr(name, 1, 1), rpad('', length(name) - 1, '*')) AS masked, regexp_replace(card, '\d(?=\d{4})', '*') AS card FROM (VALUES ('Angela', '1234567812345678')) AS t(name, card)
