-- Statements written down before any ran: logs, cost reports, dbt packages, puzzles, questions and answers of the public.

-- case: cloudtrail_console_login_failures
WITH cloudtrail_logs (eventtime, eventname, useridentity, sourceipaddress, responseelements, additionaleventdata) AS (
  VALUES
    ('2024-03-01T08:15:02Z', 'ConsoleLogin', CAST(ROW('IAMUser', 'alice') AS ROW(type varchar, username varchar)), '203.0.113.5', '{"ConsoleLogin":"Failure"}', '{"MFAUsed":"No"}'),
    ('2024-03-01T08:15:40Z', 'ConsoleLogin', CAST(ROW('IAMUser', 'alice') AS ROW(type varchar, username varchar)), '203.0.113.5', '{"ConsoleLogin":"Failure"}', '{"MFAUsed":"No"}'),
    ('2024-03-01T08:17:11Z', 'ConsoleLogin', CAST(ROW('IAMUser', 'alice') AS ROW(type varchar, username varchar)), '203.0.113.5', '{"ConsoleLogin":"Success"}', '{"MFAUsed":"Yes"}'),
    ('2024-03-01T09:00:00Z', 'ConsoleLogin', CAST(ROW('Root', NULL) AS ROW(type varchar, username varchar)), '198.51.100.77', '{"ConsoleLogin":"Success"}', '{"MFAUsed":"No"}'),
    ('2024-03-01T09:05:00Z', 'AssumeRole', CAST(ROW('AWSService', NULL) AS ROW(type varchar, username varchar)), 'ec2.amazonaws.com', NULL, NULL)
)
SELECT
  coalesce(useridentity.username, useridentity.type) AS principal,
  sourceipaddress,
  count_if(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure') AS failed_logins,
  count_if(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success') AS ok_logins,
  bool_or(json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No') AS any_without_mfa,
  min(from_iso8601_timestamp(eventtime)) AS first_seen
FROM cloudtrail_logs
WHERE eventname = 'ConsoleLogin'
GROUP BY 1, 2
ORDER BY failed_logins DESC, principal

-- case: cloudtrail_resources_unnest_role_arn
WITH ct (eventid, eventname, resources) AS (
  VALUES
    ('e1', 'Decrypt', ARRAY[CAST(ROW('arn:aws:kms:us-east-1:111122223333:key/abcd', '111122223333', 'AWS::KMS::Key') AS ROW(arn varchar, accountid varchar, type varchar))]),
    ('e2', 'GetObject', ARRAY[CAST(ROW('arn:aws:s3:::data-lake/raw/x.parquet', NULL, 'AWS::S3::Object') AS ROW(arn varchar, accountid varchar, type varchar)), CAST(ROW('arn:aws:s3:::data-lake', '444455556666', 'AWS::S3::Bucket') AS ROW(arn varchar, accountid varchar, type varchar))]),
    ('e3', 'DescribeInstances', NULL)
)
SELECT
  ct.eventid,
  ct.eventname,
  r.type AS resource_type,
  split_part(r.arn, ':', 3) AS service,
  nullif(split_part(r.arn, ':', 4), '') AS region,
  coalesce(r.accountid, nullif(split_part(r.arn, ':', 5), ''), 'unknown') AS account,
  element_at(split(split_part(r.arn, ':', 6), '/'), -1) AS leaf
FROM ct
LEFT JOIN UNNEST(ct.resources) AS r (arn, accountid, type) ON TRUE
ORDER BY ct.eventid, resource_type

-- case: cloudtrail_request_parameters_tagset
WITH ct (eventtime, eventname, requestparameters) AS (
  VALUES
    ('2024-05-02T10:00:00Z', 'CreateTags', '{"resourcesSet":{"items":[{"resourceId":"i-0aa"},{"resourceId":"vol-1"}]},"tagSet":{"items":[{"key":"env","value":"prod"},{"key":"team","value":"data"}]}}'),
    ('2024-05-02T10:05:00Z', 'CreateTags', '{"resourcesSet":{"items":[{"resourceId":"i-0bb"}]},"tagSet":{"items":[{"key":"env","value":"dev"}]}}'),
    ('2024-05-02T10:07:00Z', 'DeleteTags', '{"resourcesSet":{"items":[{"resourceId":"i-0bb"}]},"tagSet":{"items":[]}}')
)
SELECT
  eventname,
  json_extract_scalar(res, '$.resourceId') AS resource_id,
  map_agg(json_extract_scalar(tag, '$.key'), json_extract_scalar(tag, '$.value')) AS tags,
  count(*) AS n_tags
FROM ct
CROSS JOIN UNNEST(CAST(json_extract(requestparameters, '$.resourcesSet.items') AS ARRAY(JSON))) AS r (res)
CROSS JOIN UNNEST(CAST(json_extract(requestparameters, '$.tagSet.items') AS ARRAY(JSON))) AS t (tag)
GROUP BY eventname, json_extract_scalar(res, '$.resourceId')
ORDER BY resource_id

-- case: cloudtrail_access_denied_rate_by_service
WITH ct (eventsource, eventname, errorcode) AS (
  VALUES
    ('s3.amazonaws.com', 'GetObject', NULL),
    ('s3.amazonaws.com', 'PutObject', 'AccessDenied'),
    ('s3.amazonaws.com', 'GetObject', 'AccessDenied'),
    ('ec2.amazonaws.com', 'RunInstances', 'Client.UnauthorizedOperation'),
    ('ec2.amazonaws.com', 'DescribeInstances', NULL),
    ('iam.amazonaws.com', 'ListRoles', NULL),
    ('iam.amazonaws.com', 'CreateUser', 'AccessDeniedException')
)
SELECT
  regexp_replace(eventsource, '\.amazonaws\.com$', '') AS service,
  count(*) AS calls,
  count(*) FILTER (WHERE regexp_like(errorcode, '(?i)denied|unauthorized')) AS denied,
  round(100.0 * count(*) FILTER (WHERE regexp_like(errorcode, '(?i)denied|unauthorized')) / count(*), 1) AS denied_pct,
  array_join(array_sort(array_agg(DISTINCT eventname) FILTER (WHERE errorcode IS NOT NULL)), ', ') AS denied_calls
FROM ct
GROUP BY regexp_replace(eventsource, '\.amazonaws\.com$', '')
HAVING count_if(errorcode IS NOT NULL) > 0
ORDER BY denied_pct DESC, service

-- case: vpc_flow_top_rejected_ports
WITH vpc_flow_logs (interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start, action) AS (
  VALUES
    ('eni-1', '198.51.100.9', '10.0.1.5', 51022, 22, 6, 3, 180, 1709280000, 'REJECT'),
    ('eni-1', '198.51.100.9', '10.0.1.5', 51023, 3389, 6, 1, 60, 1709280030, 'REJECT'),
    ('eni-1', '198.51.100.10', '10.0.1.5', 40000, 22, 6, 5, 300, 1709280065, 'REJECT'),
    ('eni-2', '10.0.2.7', '10.0.1.5', 38000, 5432, 6, 120, 90210, 1709280070, 'ACCEPT'),
    ('eni-2', '192.0.2.44', '10.0.1.9', 53, 53, 17, 2, 140, 1709283600, 'REJECT')
)
SELECT
  dstport,
  CASE protocol WHEN 1 THEN 'icmp' WHEN 6 THEN 'tcp' WHEN 17 THEN 'udp' ELSE CAST(protocol AS varchar) END AS proto,
  count(DISTINCT srcaddr) AS distinct_sources,
  sum(packets) AS packets,
  date_format(from_unixtime(min(start)), '%Y-%m-%d %H:%i:%s') AS first_seen_utc,
  rank() OVER (ORDER BY sum(packets) DESC) AS rnk
FROM vpc_flow_logs
WHERE action = 'REJECT'
GROUP BY dstport, protocol
ORDER BY rnk, dstport

-- case: vpc_flow_internal_external_cidr
WITH flows (srcaddr, dstaddr, bytes) AS (
  VALUES
    ('10.1.0.4', '10.2.0.9', BIGINT '5000'),
    ('10.1.0.4', '52.94.76.1', 700),
    ('172.20.3.3', '10.1.0.4', 42),
    ('8.8.8.8', '192.168.1.10', 90),
    ('8.8.8.8', '1.1.1.1', 12)
),
private_nets (cidr) AS (
  VALUES '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'
),
classified AS (
  SELECT f.*,
    EXISTS (SELECT 1 FROM private_nets p WHERE contains(p.cidr, CAST(f.srcaddr AS ipaddress))) AS src_private,
    EXISTS (SELECT 1 FROM private_nets p WHERE contains(p.cidr, CAST(f.dstaddr AS ipaddress))) AS dst_private
  FROM flows f
)
SELECT
  CASE
    WHEN src_private AND dst_private THEN 'east-west'
    WHEN src_private THEN 'egress'
    WHEN dst_private THEN 'ingress'
    ELSE 'external'
  END AS direction,
  sum(bytes) AS total_bytes,
  count(*) AS flows
FROM classified
GROUP BY 1
ORDER BY 1

-- case: vpc_flow_tcp_flags_bitmask
WITH flows (flow_id, tcp_flags) AS (
  VALUES (1, 2), (2, 18), (3, 19), (4, 4), (5, 0), (6, 31)
),
flag_names (bit, name) AS (
  VALUES (1, 'FIN'), (2, 'SYN'), (4, 'RST'), (8, 'PSH'), (16, 'ACK')
)
SELECT
  f.flow_id,
  to_base(f.tcp_flags, 2) AS bits,
  coalesce(listagg(n.name, '+') WITHIN GROUP (ORDER BY n.bit), '-') AS flags,
  bit_count(f.tcp_flags, 8) AS n_set
FROM flows f
LEFT JOIN flag_names n ON bitwise_and(f.tcp_flags, n.bit) <> 0
GROUP BY f.flow_id, f.tcp_flags
ORDER BY f.flow_id

-- case: alb_latency_by_target_group
WITH alb_logs (time, target_group_arn, request_processing_time, target_processing_time, response_processing_time, elb_status_code) AS (
  VALUES
    ('2024-02-12T00:00:01.123456Z', 'arn:aws:elasticloadbalancing:us-east-1:123:targetgroup/web/73e2', 0.001, 0.250, 0.000, 200),
    ('2024-02-12T00:00:02.000001Z', 'arn:aws:elasticloadbalancing:us-east-1:123:targetgroup/web/73e2', 0.000, 0.750, 0.001, 200),
    ('2024-02-12T00:10:02.500000Z', 'arn:aws:elasticloadbalancing:us-east-1:123:targetgroup/api/91af', 0.002, 1.500, 0.000, 502),
    ('2024-02-12T00:12:59.999999Z', 'arn:aws:elasticloadbalancing:us-east-1:123:targetgroup/api/91af', -1.0, -1.0, -1.0, 503),
    ('2024-02-12T01:12:00.000000Z', '-', -1.0, -1.0, -1.0, 301)
)
SELECT
  coalesce(regexp_extract(target_group_arn, 'targetgroup/([^/]+)/', 1), '(none)') AS tg,
  date_format(date_trunc('hour', parse_datetime(time, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z')), '%Y-%m-%dT%H:00') AS hr,
  count(*) AS requests,
  count_if(elb_status_code BETWEEN 500 AND 599) AS err_5xx,
  avg(CASE WHEN target_processing_time >= 0 THEN request_processing_time + target_processing_time + response_processing_time END) AS avg_latency
FROM alb_logs
GROUP BY 1, 2
ORDER BY 1, 2

-- case: alb_raw_line_regex_parse
WITH raw (line) AS (
  VALUES
    ('https 2024-01-09T12:00:00.186641Z app/lb/50dc 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/cart?id=7 HTTP/1.1" "curl/7.46.0"'),
    ('http 2024-01-09T12:00:01.000000Z app/lb/50dc 203.0.113.20:59999 - -1 -1 -1 503 - 120 0 "POST http://api.example.com:80/v1/orders HTTP/1.1" "Mozilla/5.0 (X11)"'),
    ('garbage line')
)
SELECT
  regexp_extract(line, '^(\w+) (\S+) (\S+) ([\d.]+):(\d+)', 4) AS client_ip,
  CAST(regexp_extract(line, '^(\w+) (\S+) (\S+) ([\d.]+):(\d+)', 5) AS integer) AS client_port,
  regexp_extract(line, '"(GET|POST|PUT|DELETE|HEAD) (\S+) HTTP', 1) AS verb,
  url_extract_host(regexp_extract(line, '"(?:GET|POST) (\S+) HTTP', 1)) AS host,
  url_extract_port(regexp_extract(line, '"(?:GET|POST) (\S+) HTTP', 1)) AS port,
  url_extract_path(regexp_extract(line, '"(?:GET|POST) (\S+) HTTP', 1)) AS path,
  try_cast(split(line, ' ')[9] AS integer) AS status
FROM raw
WHERE cardinality(split(line, ' ')) > 9
ORDER BY client_ip

-- case: cloudfront_cache_hit_ratio
WITH cloudfront_logs (date, time, cs_uri_stem, x_edge_result_type, sc_bytes) AS (
  VALUES
    (DATE '2024-04-01', '00:01:02', '/index.html', 'Hit', BIGINT '1200'),
    (DATE '2024-04-01', '00:03:10', '/img/logo.png', 'RefreshHit', 5400),
    (DATE '2024-04-01', '10:00:00', '/img/logo.png', 'Miss', 5400),
    (DATE '2024-04-02', '01:00:00', '/api/items', 'Error', 300),
    (DATE '2024-04-02', '02:00:00', '/index.html', 'Hit', 1200)
)
SELECT
  "date" AS log_date,
  CASE WHEN cs_uri_stem LIKE '%.%' THEN lower(reverse(split_part(reverse(cs_uri_stem), '.', 1))) ELSE 'none' END AS ext,
  count(*) AS reqs,
  CAST(count_if(x_edge_result_type IN ('Hit', 'RefreshHit')) AS double) / count(*) AS hit_ratio,
  sum(sc_bytes) / 1024.0 AS kib,
  max(CAST(concat(CAST("date" AS varchar), ' ', time) AS timestamp)) AS last_request
FROM cloudfront_logs
GROUP BY "date", CASE WHEN cs_uri_stem LIKE '%.%' THEN lower(reverse(split_part(reverse(cs_uri_stem), '.', 1))) ELSE 'none' END
ORDER BY log_date, ext

-- case: waf_terminating_rules_header_lookup
WITH waf_logs ("timestamp", action, terminatingruleid, httprequest) AS (
  VALUES
    (BIGINT '1576280412771', 'BLOCK', 'SQLi', CAST(ROW('53.21.198.66', 'US', ARRAY[ROW('Host', 'shop.example.com'), ROW('User-Agent', 'sqlmap/1.4')]) AS ROW(clientip varchar, country varchar, headers array(ROW(name varchar, value varchar))))),
    (1576280500000, 'ALLOW', 'Default_Action', CAST(ROW('53.21.198.67', 'DE', ARRAY[ROW('host', 'www.example.com')]) AS ROW(clientip varchar, country varchar, headers array(ROW(name varchar, value varchar))))),
    (1576290000999, 'BLOCK', 'RateLimit', CAST(ROW('53.21.198.66', 'US', ARRAY[ROW('Accept', '*/*')]) AS ROW(clientip varchar, country varchar, headers array(ROW(name varchar, value varchar)))))
)
SELECT
  to_iso8601(from_unixtime("timestamp" / 1000.0)) AS ts_iso,
  action,
  terminatingruleid,
  httprequest.clientip AS client_ip,
  element_at(filter(httprequest.headers, h -> lower(h.name) = 'host'), 1).value AS host,
  transform(httprequest.headers, h -> lower(h.name)) AS header_names
FROM waf_logs
ORDER BY "timestamp"

-- case: waf_count_rules_in_rule_groups
WITH waf_logs (webaclid, rulegrouplist) AS (
  VALUES
    ('acl-a', '[{"ruleGroupId":"AWS#CRS","terminatingRule":null,"nonTerminatingMatchingRules":[{"ruleId":"SizeRestrictions","action":"COUNT"},{"ruleId":"NoUserAgent","action":"COUNT"}]}]'),
    ('acl-a', '[{"ruleGroupId":"AWS#CRS","terminatingRule":{"ruleId":"XSS_BODY"},"nonTerminatingMatchingRules":[]}]'),
    ('acl-b', '[{"ruleGroupId":"custom","terminatingRule":null,"nonTerminatingMatchingRules":[{"ruleId":"NoUserAgent","action":"COUNT"}]}]')
),
groups AS (
  SELECT webaclid, rg
  FROM waf_logs
  CROSS JOIN UNNEST(CAST(json_parse(rulegrouplist) AS array(json))) AS t (rg)
)
SELECT
  webaclid,
  json_extract_scalar(rg, '$.ruleGroupId') AS rule_group,
  json_extract_scalar(nt, '$.ruleId') AS rule_id,
  count(*) AS hits
FROM groups
CROSS JOIN UNNEST(CAST(json_extract(rg, '$.nonTerminatingMatchingRules') AS array(json))) AS u (nt)
GROUP BY 1, 2, 3
UNION ALL
SELECT webaclid, json_extract_scalar(rg, '$.ruleGroupId'), 'TERM:' || json_extract_scalar(rg, '$.terminatingRule.ruleId'), count(*)
FROM groups
WHERE json_extract_scalar(rg, '$.terminatingRule.ruleId') IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3

-- case: s3_access_log_prefix_rollup
WITH s3_access_logs (bucket, requestdatetime, operation, key, bytessent, httpstatus) AS (
  VALUES
    ('lake', '06/Feb/2019:00:00:38 +0000', 'REST.GET.OBJECT', 'raw/events/dt%3D2019-02-05/a.json.gz', BIGINT '1048576', '200'),
    ('lake', '06/Feb/2019:04:10:00 +0000', 'REST.GET.OBJECT', 'raw/events/dt%3D2019-02-05/b.json.gz', 524288, '206'),
    ('lake', '06/Feb/2019:05:00:00 +0000', 'REST.HEAD.OBJECT', 'curated/orders/part-0.parquet', NULL, '404'),
    ('lake', '07/Feb/2019:23:59:59 +0000', 'REST.PUT.OBJECT', 'curated/orders/part-1.parquet', NULL, '200')
)
SELECT
  CAST(parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') AS date) AS d,
  array_join(slice(split(url_decode(key), '/'), 1, 2), '/') AS prefix,
  split_part(operation, '.', 2) AS verb,
  count(*) AS n,
  coalesce(sum(bytessent), 0) / 1048576.0 AS mib_sent,
  count_if(try_cast(httpstatus AS integer) >= 400) AS errors
FROM s3_access_logs
GROUP BY 1, 2, 3
ORDER BY d, prefix, verb

-- case: cur_cost_by_purchase_option
WITH cur (line_item_usage_account_id, line_item_line_item_type, pricing_term, line_item_usage_type, line_item_unblended_cost, savings_plan_savings_plan_effective_cost) AS (
  VALUES
    ('111', 'Usage', 'OnDemand', 'USE1-BoxUsage:m5.large', 9.60, 0.0),
    ('111', 'SavingsPlanCoveredUsage', 'OnDemand', 'USE1-BoxUsage:m5.xlarge', 19.20, 12.48),
    ('111', 'SavingsPlanNegation', 'OnDemand', 'USE1-BoxUsage:m5.xlarge', -19.20, 0.0),
    ('222', 'DiscountedUsage', 'Reserved', 'BoxUsage:t3.micro', 0.0, 0.0),
    ('222', 'Usage', NULL, 'EUW1-SpotUsage:c5.large', 1.01, 0.0),
    ('222', 'Tax', NULL, NULL, 0.55, 0.0)
)
SELECT
  line_item_usage_account_id AS account_id,
  CASE
    WHEN line_item_line_item_type = 'SavingsPlanCoveredUsage' THEN 'SavingsPlan'
    WHEN pricing_term = 'Reserved' THEN 'Reserved'
    WHEN line_item_usage_type LIKE '%Spot%' THEN 'Spot'
    ELSE 'OnDemand'
  END AS purchase_option,
  split_part(line_item_usage_type, ':', 2) AS instance_type,
  CAST(sum(CASE line_item_line_item_type WHEN 'SavingsPlanCoveredUsage' THEN savings_plan_savings_plan_effective_cost WHEN 'SavingsPlanNegation' THEN 0 ELSE line_item_unblended_cost END) AS decimal(16, 4)) AS amortized_cost
FROM cur
WHERE line_item_line_item_type NOT IN ('Tax', 'Credit', 'Refund')
GROUP BY 1, 2, 3
ORDER BY account_id, purchase_option, instance_type

-- case: cur_month_over_month_service_rollup
WITH cur (product_code, bill_month, cost) AS (
  VALUES
    ('AmazonEC2', DATE '2024-01-01', DECIMAL '100.25'),
    ('AmazonEC2', DATE '2024-02-01', DECIMAL '150.00'),
    ('AmazonS3', DATE '2024-01-01', DECIMAL '20.10'),
    ('AmazonS3', DATE '2024-02-01', DECIMAL '18.09'),
    ('AWSLambda', DATE '2024-02-01', DECIMAL '0.37')
),
monthly AS (
  SELECT coalesce(product_code, 'TOTAL') AS product_code, grouping(product_code) AS is_total, bill_month, sum(cost) AS cost
  FROM cur
  GROUP BY GROUPING SETS ((product_code, bill_month), (bill_month))
)
SELECT
  product_code,
  format_datetime(bill_month, 'MMM yyyy') AS bill_month_label,
  cost,
  cost - lag(cost) OVER w AS delta,
  round(100 * (CAST(cost AS double) / lag(CAST(cost AS double)) OVER w - 1), 2) AS pct_change
FROM monthly
WINDOW w AS (PARTITION BY product_code ORDER BY bill_month)
ORDER BY is_total, product_code, bill_month

-- case: cur_resource_tags_map_allocation
WITH cur2 (line_item_id, resource_tags, cost) AS (
  VALUES
    ('a', MAP(ARRAY['user_team', 'user_env'], ARRAY['growth', 'prod']), 10.0),
    ('b', MAP(ARRAY['user_team'], ARRAY['growth']), 2.5),
    ('c', MAP(ARRAY['user_env'], ARRAY['dev']), 4.0),
    ('d', CAST(MAP() AS map(varchar, varchar)), 3.5)
),
tagged AS (
  SELECT coalesce(element_at(resource_tags, 'user_team'), '__untagged') AS team, cost FROM cur2
),
totals AS (
  SELECT team, sum(cost) AS direct FROM tagged GROUP BY team
)
SELECT
  team,
  direct,
  round(direct / sum(direct) OVER () * (SELECT sum(direct) FROM totals), 2) AS weighted,
  (SELECT direct FROM totals WHERE team = '__untagged') AS shared_pool
FROM totals
ORDER BY direct DESC, team

-- case: iot_sensor_rolling_anomaly
WITH readings (device_id, ts, temp_c) AS (
  VALUES
    ('d1', TIMESTAMP '2024-06-01 00:00:00', 20.0E0),
    ('d1', TIMESTAMP '2024-06-01 00:10:00', 21.0E0),
    ('d1', TIMESTAMP '2024-06-01 00:20:00', 22.0E0),
    ('d1', TIMESTAMP '2024-06-01 00:30:00', 40.0E0),
    ('d2', TIMESTAMP '2024-06-01 00:00:00', 5.0E0),
    ('d2', TIMESTAMP '2024-06-01 00:30:00', 5.5E0)
),
stats AS (
  SELECT *,
    avg(temp_c) OVER (PARTITION BY device_id ORDER BY ts ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS prev_avg
  FROM readings
)
SELECT device_id, ts, temp_c, prev_avg,
  IF(prev_avg IS NULL, 'n/a', IF(abs(temp_c - prev_avg) > 10, 'anomaly', 'ok')) AS verdict
FROM stats
ORDER BY device_id, ts

-- case: iot_shadow_reported_desired_diff
WITH shadows (thing, doc) AS (
  VALUES
    ('lamp-1', '{"state":{"desired":{"on":true,"level":70,"color":"red"},"reported":{"on":true,"level":50}},"version":9}'),
    ('lamp-2', '{"state":{"desired":{"on":false},"reported":{"on":false,"level":10}},"version":3}')
),
kv AS (
  SELECT
    thing,
    CAST(json_extract(doc, '$.version') AS bigint) AS version,
    CAST(json_extract(doc, '$.state.desired') AS map(varchar, json)) AS desired,
    CAST(json_extract(doc, '$.state.reported') AS map(varchar, json)) AS reported
  FROM shadows
)
SELECT thing, version, k AS property, json_format(v) AS desired_value, json_format(element_at(reported, k)) AS reported_value
FROM kv
CROSS JOIN UNNEST(desired) AS t (k, v)
WHERE json_format(v) IS DISTINCT FROM json_format(element_at(reported, k))
ORDER BY thing, property

-- case: guardduty_findings_severity_bucket
WITH findings (id, finding) AS (
  VALUES
    (1, JSON '{"type":"UnauthorizedAccess:EC2/SSHBruteForce","severity":8.0,"service":{"count":14}}'),
    (2, JSON '{"type":"Recon:EC2/PortProbeUnprotectedPort","severity":2,"service":{"count":3}}'),
    (3, JSON '{"type":"CryptoCurrency:EC2/BitcoinTool.B!DNS","severity":8.5,"service":{}}'),
    (4, JSON '{"type":"Policy:IAMUser/RootCredentialUsage","severity":4.1,"service":{"count":1}}')
)
SELECT
  CASE
    WHEN CAST(json_extract(finding, '$.severity') AS double) >= 7 THEN 'HIGH'
    WHEN CAST(json_extract(finding, '$.severity') AS double) >= 4 THEN 'MEDIUM'
    ELSE 'LOW'
  END AS bucket,
  array_agg(split_part(json_extract_scalar(finding, '$.type'), ':', 1) ORDER BY id) AS threat_purposes,
  sum(coalesce(CAST(json_extract(finding, '$.service.count') AS bigint), 1)) AS events,
  max_by(id, CAST(json_extract(finding, '$.severity') AS double)) AS worst_id
FROM findings
GROUP BY 1
ORDER BY events DESC, bucket

-- case: lambda_report_line_parsing
WITH cw_logs (message) AS (
  VALUES
    ('REPORT RequestId: 3604209a-e9a3-11e6-939a-754dd98c7be3	Duration: 12.34 ms	Billed Duration: 13 ms	Memory Size: 128 MB	Max Memory Used: 18 MB'),
    ('REPORT RequestId: 4604209a-e9a3-11e6-939a-754dd98c7be4	Duration: 912.00 ms	Billed Duration: 912 ms	Memory Size: 512 MB	Max Memory Used: 300 MB	Init Duration: 210.55 ms'),
    ('START RequestId: 4604209a-e9a3-11e6-939a-754dd98c7be4 Version: $LATEST')
),
kv AS (
  SELECT split_to_map(regexp_replace(message, '^REPORT '), chr(9), ': ') AS m
  FROM cw_logs
  WHERE message LIKE 'REPORT %'
)
SELECT
  substr(m['RequestId'], 1, 8) AS request,
  CAST(split_part(m['Duration'], ' ', 1) AS double) AS duration_ms,
  CAST(regexp_extract(m['Billed Duration'], '\d+') AS integer) AS billed_ms,
  round(CAST(regexp_extract(m['Max Memory Used'], '\d+') AS double) / CAST(regexp_extract(m['Memory Size'], '\d+') AS double), 3) AS mem_util,
  element_at(m, 'Init Duration') IS NOT NULL AS cold_start
FROM kv
ORDER BY request

-- case: config_snapshot_security_groups_open
WITH config_items (resourceid, configuration) AS (
  VALUES
    ('sg-1', '{"ipPermissions":[{"fromPort":22,"toPort":22,"ipv4Ranges":[{"cidrIp":"0.0.0.0/0"},{"cidrIp":"10.0.0.0/8"}]},{"fromPort":443,"toPort":443,"ipv4Ranges":[{"cidrIp":"0.0.0.0/0"}]}]}'),
    ('sg-2', '{"ipPermissions":[{"fromPort":5432,"toPort":5432,"ipv4Ranges":[{"cidrIp":"10.0.0.0/8"}]}]}'),
    ('sg-3', '{"ipPermissions":[]}')
),
perms AS (
  SELECT resourceid, p.fromport, p.toport, p.ipv4ranges
  FROM config_items
  CROSS JOIN UNNEST(CAST(json_extract(configuration, '$.ipPermissions') AS array(ROW(fromport integer, toport integer, ipv4ranges array(map(varchar, varchar)))))) AS p (fromport, toport, ipv4ranges)
)
SELECT
  c.resourceid,
  count(p.fromport) AS n_rules,
  count_if(any_match(p.ipv4ranges, r -> r['cidrIp'] = '0.0.0.0/0')) AS open_rules,
  coalesce(array_join(array_agg(p.fromport ORDER BY p.fromport) FILTER (WHERE any_match(p.ipv4ranges, r -> element_at(r, 'cidrIp') = '0.0.0.0/0')), ','), '') AS open_ports
FROM config_items c
LEFT JOIN perms p ON p.resourceid = c.resourceid
GROUP BY c.resourceid
ORDER BY c.resourceid

-- case: elb_classic_user_agent_family
WITH logs (user_agent, sent_bytes) AS (
  VALUES
    ('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.130 Safari/537.36', 900),
    ('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Safari/605.1.15', 1100),
    ('Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0', 400),
    ('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 50),
    ('python-requests/2.31.0', 10),
    ('-', 0)
)
SELECT
  CASE
    WHEN regexp_like(user_agent, '(?i)bot|crawler|spider') THEN 'Bot'
    WHEN user_agent LIKE '%Firefox/%' THEN 'Firefox'
    WHEN user_agent LIKE '%Chrome/%' THEN 'Chrome'
    WHEN user_agent LIKE '%Safari/%' THEN 'Safari'
    ELSE 'Other'
  END AS family,
  try_cast(max(regexp_extract(user_agent, '(?:Chrome|Firefox|Version)/(\d+)', 1)) AS integer) AS major_version,
  count(*) AS hits,
  sum(sent_bytes) AS sent,
  round(1e2 * sum(sent_bytes) / sum(sum(sent_bytes)) OVER (), 2) AS pct_bytes
FROM logs
GROUP BY 1
ORDER BY pct_bytes DESC, family

-- case: segment_sessionize_30min
WITH pageviews (page_view_id, anonymous_id, tstamp, page_url) AS (
  VALUES
    ('p1', 'anon1', TIMESTAMP '2024-01-01 10:00:00', 'https://x.io/?utm_source=google'),
    ('p2', 'anon1', TIMESTAMP '2024-01-01 10:12:00', 'https://x.io/pricing'),
    ('p3', 'anon1', TIMESTAMP '2024-01-01 11:05:00', 'https://x.io/docs'),
    ('p4', 'anon2', TIMESTAMP '2024-01-01 10:01:00', 'https://x.io/'),
    ('p5', 'anon1', TIMESTAMP '2024-01-01 11:34:59', 'https://x.io/signup')
),
lagged AS (
  SELECT *, lag(tstamp) OVER (PARTITION BY anonymous_id ORDER BY tstamp) AS previous_tstamp FROM pageviews
),
flagged AS (
  SELECT *, CASE WHEN previous_tstamp IS NULL OR date_diff('second', previous_tstamp, tstamp) >= 30 * 60 THEN 1 ELSE 0 END AS new_session FROM lagged
),
numbered AS (
  SELECT *, sum(new_session) OVER (PARTITION BY anonymous_id ORDER BY tstamp ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session_number FROM flagged
)
SELECT
  lower(to_hex(md5(to_utf8(anonymous_id || '-' || CAST(session_number AS varchar))))) AS session_id,
  anonymous_id,
  session_number,
  min(tstamp) AS session_start,
  max(tstamp) AS session_end,
  count(*) AS page_views,
  min_by(page_url, tstamp) AS first_page_url,
  url_extract_parameter(min_by(page_url, tstamp), 'utm_source') AS utm_source
FROM numbered
GROUP BY anonymous_id, session_number
ORDER BY anonymous_id, session_number

-- case: segment_user_stitching_last_known
WITH pages (anonymous_id, user_id, received_at) AS (
  VALUES
    ('a1', NULL, TIMESTAMP '2024-02-01 00:00:00'),
    ('a1', 'u7', TIMESTAMP '2024-02-01 00:05:00'),
    ('a1', 'u9', TIMESTAMP '2024-02-03 00:05:00'),
    ('a2', NULL, TIMESTAMP '2024-02-02 00:00:00'),
    ('a3', 'u7', TIMESTAMP '2024-02-04 00:00:00')
),
mapping AS (
  SELECT DISTINCT
    anonymous_id,
    last_value(user_id) IGNORE NULLS OVER (PARTITION BY anonymous_id ORDER BY received_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS user_id,
    min(received_at) OVER (PARTITION BY anonymous_id) AS first_seen_at,
    max(received_at) OVER (PARTITION BY anonymous_id) AS last_seen_at
  FROM pages
)
SELECT coalesce(user_id, anonymous_id) AS blended_user_id, array_agg(anonymous_id ORDER BY anonymous_id) AS anon_ids, min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at
FROM mapping
GROUP BY coalesce(user_id, anonymous_id)
ORDER BY blended_user_id

-- case: funnel_strict_order_steps
WITH events (user_id, event, ts) AS (
  VALUES
    (1, 'view', TIMESTAMP '2024-05-01 09:00:00.000'),
    (1, 'cart', TIMESTAMP '2024-05-01 09:10:00.000'),
    (1, 'buy', TIMESTAMP '2024-05-01 09:30:00.000'),
    (2, 'view', TIMESTAMP '2024-05-01 10:00:00.000'),
    (2, 'buy', TIMESTAMP '2024-05-01 10:10:00.000'),
    (3, 'cart', TIMESTAMP '2024-05-01 11:00:00.000'),
    (3, 'view', TIMESTAMP '2024-05-01 11:10:00.000'),
    (3, 'cart', TIMESTAMP '2024-05-02 12:00:00.000')
),
s1 AS (SELECT user_id, min(ts) AS t1 FROM events WHERE event = 'view' GROUP BY user_id),
s2 AS (SELECT e.user_id, min(e.ts) AS t2 FROM events e JOIN s1 ON e.user_id = s1.user_id AND e.event = 'cart' AND e.ts > s1.t1 AND e.ts < s1.t1 + INTERVAL '24' HOUR GROUP BY e.user_id),
s3 AS (SELECT e.user_id, min(e.ts) AS t3 FROM events e JOIN s2 ON e.user_id = s2.user_id AND e.event = 'buy' AND e.ts > s2.t2 GROUP BY e.user_id),
counts (step, name, users) AS (
  SELECT 1, 'view', count(*) FROM s1
  UNION ALL SELECT 2, 'cart', count(*) FROM s2
  UNION ALL SELECT 3, 'buy', count(*) FROM s3
)
SELECT step, name, users,
  round(CAST(users AS double) / first_value(users) OVER (ORDER BY step), 4) AS of_first,
  round(users * 1.0E0 / nullif(lag(users) OVER (ORDER BY step), 0), 4) AS of_previous
FROM counts
ORDER BY step

-- case: funnel_match_recognize
WITH events (user_id, event, ts) AS (
  VALUES
    (1, 'view', TIMESTAMP '2024-05-01 09:00:00'),
    (1, 'view', TIMESTAMP '2024-05-01 09:05:00'),
    (1, 'cart', TIMESTAMP '2024-05-01 09:10:00'),
    (1, 'buy', TIMESTAMP '2024-05-01 09:30:00'),
    (2, 'view', TIMESTAMP '2024-05-01 10:00:00'),
    (2, 'cart', TIMESTAMP '2024-05-01 10:10:00')
)
SELECT user_id, started, finished, n_views, last_event
FROM events
MATCH_RECOGNIZE (
  PARTITION BY user_id
  ORDER BY ts
  MEASURES
    first(v.ts) AS started,
    last(ts) AS finished,
    count(v.ts) AS n_views,
    last(event) AS last_event
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (v+ c b?)
  DEFINE
    v AS v.event = 'view',
    c AS c.event = 'cart',
    b AS b.event = 'buy'
) AS m
ORDER BY user_id, started

-- case: consecutive_login_streaks
WITH logins (user_id, login_date) AS (
  VALUES
    ('a', DATE '2024-01-01'), ('a', DATE '2024-01-02'), ('a', DATE '2024-01-02'), ('a', DATE '2024-01-03'),
    ('a', DATE '2024-01-07'), ('b', DATE '2024-01-31'), ('b', DATE '2024-02-01'), ('c', DATE '2024-03-01')
),
d AS (SELECT DISTINCT user_id, login_date FROM logins),
g AS (
  SELECT user_id, login_date,
    date_add('day', -row_number() OVER (PARTITION BY user_id ORDER BY login_date), login_date) AS grp
  FROM d
)
SELECT user_id, min(login_date) AS streak_start, max(login_date) AS streak_end, count(*) AS days,
  row_number() OVER (PARTITION BY user_id ORDER BY count(*) DESC, min(login_date)) AS streak_rank
FROM g
GROUP BY user_id, grp
ORDER BY user_id, streak_start

-- case: missing_ids_gap_ranges
WITH invoices (id) AS (
  VALUES 1, 2, 3, 7, 8, 12
),
n AS (
  SELECT id, lead(id) OVER (ORDER BY id) AS next_id FROM invoices
)
SELECT id + 1 AS gap_from, next_id - 1 AS gap_to, next_id - id - 1 AS gap_size, sequence(id + 1, next_id - 1) AS missing
FROM n
WHERE next_id - id > 1
ORDER BY gap_from

-- case: merge_overlapping_intervals
WITH bookings (room, s, e) AS (
  VALUES
    ('A', TIMESTAMP '2024-01-01 09:00', TIMESTAMP '2024-01-01 10:00'),
    ('A', TIMESTAMP '2024-01-01 09:30', TIMESTAMP '2024-01-01 11:00'),
    ('A', TIMESTAMP '2024-01-01 12:00', TIMESTAMP '2024-01-01 13:00'),
    ('B', TIMESTAMP '2024-01-01 08:00', TIMESTAMP '2024-01-01 18:00'),
    ('B', TIMESTAMP '2024-01-01 09:00', TIMESTAMP '2024-01-01 10:00')
),
x AS (
  SELECT room, s, e,
    CASE WHEN s <= max(e) OVER (PARTITION BY room ORDER BY s, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS is_start
  FROM bookings
),
y AS (
  SELECT room, s, e, sum(is_start) OVER (PARTITION BY room ORDER BY s, e) AS island FROM x
)
SELECT room, island, min(s) AS starts, max(e) AS ends, max(e) - min(s) AS length, date_diff('minute', min(s), max(e)) AS minutes
FROM y
GROUP BY room, island
ORDER BY room, island

-- case: daily_active_rolling_7d_distinct
WITH events (user_id, d) AS (
  VALUES (1, DATE '2024-01-01'), (2, DATE '2024-01-01'), (1, DATE '2024-01-04'), (3, DATE '2024-01-08'), (2, DATE '2024-01-09')
),
spine (d) AS (
  SELECT CAST(x AS date) FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-01-10', INTERVAL '1' DAY)) AS t (x)
)
SELECT
  s.d,
  count(DISTINCT CASE WHEN e.d = s.d THEN e.user_id END) AS dau,
  count(DISTINCT e.user_id) AS wau,
  round(CAST(count(DISTINCT CASE WHEN e.d = s.d THEN e.user_id END) AS double) / nullif(count(DISTINCT e.user_id), 0), 2) AS stickiness
FROM spine s
LEFT JOIN events e ON e.d BETWEEN s.d - INTERVAL '6' DAY AND s.d
GROUP BY s.d
ORDER BY s.d

-- case: dbt_utils_date_spine_fill_forward
WITH prices (sku, valid_from, price) AS (
  VALUES ('x', DATE '2024-02-27', DECIMAL '9.99'), ('x', DATE '2024-03-01', DECIMAL '8.49'), ('y', DATE '2024-02-28', DECIMAL '1.00')
),
spine AS (
  SELECT sku, day
  FROM (SELECT sku, min(valid_from) AS lo FROM prices GROUP BY sku) b
  CROSS JOIN UNNEST(sequence(b.lo, DATE '2024-03-02')) AS t (day)
)
SELECT s.sku, s.day, p.price AS changed_to,
  last_value(p.price) IGNORE NULLS OVER (PARTITION BY s.sku ORDER BY s.day) AS price
FROM spine s
LEFT JOIN prices p ON p.sku = s.sku AND p.valid_from = s.day
ORDER BY s.sku, s.day

-- case: dbt_utils_deduplicate_surrogate_key
WITH src (id, email, updated_at, country) AS (
  VALUES
    (1, 'A@x.com ', TIMESTAMP '2024-01-01 00:00:00', 'us'),
    (1, 'a@x.com', TIMESTAMP '2024-01-05 00:00:00', NULL),
    (2, 'b@x.com', TIMESTAMP '2024-01-02 00:00:00', 'fr'),
    (2, 'b@x.com', TIMESTAMP '2024-01-02 00:00:00', 'de')
)
SELECT
  lower(to_hex(md5(to_utf8(coalesce(cast(id AS varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(country, '_dbt_utils_surrogate_key_null_'))))) AS sk,
  id, trim(lower(email)) AS email, updated_at, country
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY updated_at DESC, country) AS rn
  FROM src
) r
WHERE rn = 1
ORDER BY id

-- case: dbt_snapshot_scd2_validity
WITH snap (customer, plan, seen_at) AS (
  VALUES
    ('c1', 'free', DATE '2024-01-01'), ('c1', 'free', DATE '2024-01-02'), ('c1', 'pro', DATE '2024-01-03'),
    ('c1', 'free', DATE '2024-01-04'), ('c2', 'pro', DATE '2024-01-02'), ('c2', 'pro', DATE '2024-01-04')
),
changes AS (
  SELECT customer, plan, seen_at
  FROM (SELECT *, lag(plan, 1, '-') OVER (PARTITION BY customer ORDER BY seen_at) AS prev FROM snap) q
  WHERE plan <> prev
)
SELECT customer, plan, seen_at AS dbt_valid_from,
  lead(seen_at) OVER w AS dbt_valid_to,
  lead(seen_at) OVER w IS NULL AS is_current,
  coalesce(lead(seen_at, 1, DATE '9999-12-31') OVER w, DATE '9999-12-31') AS valid_to_filled
FROM changes
WINDOW w AS (PARTITION BY customer ORDER BY seen_at)
ORDER BY customer, dbt_valid_from

-- case: fivetran_mrr_movement_types
WITH mrr (account, month, amount) AS (
  VALUES
    (10, DATE '2024-01-01', 100), (10, DATE '2024-02-01', 150), (10, DATE '2024-03-01', 0), (10, DATE '2024-04-01', 80),
    (20, DATE '2024-02-01', 40), (20, DATE '2024-03-01', 40), (20, DATE '2024-04-01', 30)
),
l AS (
  SELECT account, month, amount,
    coalesce(lag(amount) OVER (PARTITION BY account ORDER BY month), 0) AS prev_amount,
    row_number() OVER (PARTITION BY account ORDER BY month) AS account_month
  FROM mrr
),
typed AS (
  SELECT *, CASE
    WHEN account_month = 1 THEN 'new'
    WHEN prev_amount = 0 AND amount > 0 THEN 'reactivation'
    WHEN amount = 0 AND prev_amount > 0 THEN 'churned'
    WHEN amount > prev_amount THEN 'upgrade'
    WHEN amount < prev_amount THEN 'downgrade'
    ELSE 'unchanged' END AS mrr_type
  FROM l
)
SELECT month, map_agg(mrr_type, delta) AS movement, sum(delta) AS net
FROM (SELECT month, mrr_type, sum(amount - prev_amount) AS delta FROM typed GROUP BY month, mrr_type) z
GROUP BY month
ORDER BY month

-- case: first_touch_last_touch_attribution
WITH touches (user_id, channel, ts) AS (
  VALUES (1, 'ads', 1), (1, 'email', 5), (1, 'direct', 9), (2, 'seo', 2), (2, 'seo', 3), (3, 'email', 4)
),
orders (user_id, order_ts, revenue) AS (
  VALUES (1, 10, 90.0E0), (2, 3, 40.0E0), (3, 2, 15.0E0)
),
joined AS (
  SELECT o.user_id, o.revenue, t.channel,
    row_number() OVER (PARTITION BY o.user_id ORDER BY t.ts) AS pos,
    count(*) OVER (PARTITION BY o.user_id) AS n
  FROM orders o
  JOIN touches t ON t.user_id = o.user_id AND t.ts <= o.order_ts
)
SELECT channel,
  sum(IF(pos = 1, revenue, 0)) AS first_touch,
  sum(IF(pos = n, revenue, 0)) AS last_touch,
  sum(revenue / n) AS linear,
  sum(revenue * CASE WHEN n = 1 THEN 1 WHEN n = 2 THEN 0.5E0 WHEN pos IN (1, n) THEN 0.4E0 ELSE 0.2E0 / (n - 2) END) AS position_based
FROM joined
GROUP BY channel
ORDER BY channel

-- case: path_analysis_top_sequences
WITH nav (sid, step, page) AS (
  VALUES
    ('s1', 1, 'home'), ('s1', 2, 'search'), ('s1', 3, 'item'),
    ('s2', 1, 'home'), ('s2', 2, 'search'), ('s2', 3, 'item'), ('s2', 4, 'cart'),
    ('s3', 1, 'search'), ('s3', 2, 'item')
),
paths AS (
  SELECT sid, array_agg(page ORDER BY step) AS pages FROM nav GROUP BY sid
)
SELECT array_join(g, ' > ') AS bigram, count(*) AS times, count(DISTINCT sid) AS sessions
FROM paths
CROSS JOIN UNNEST(ngrams(pages, 2)) AS t (g)
GROUP BY array_join(g, ' > ')
ORDER BY times DESC, bigram

-- case: ab_test_conversion_zscore
WITH assignments (user_id, variant) AS (
  VALUES (1, 'A'), (2, 'A'), (3, 'A'), (4, 'A'), (5, 'B'), (6, 'B'), (7, 'B'), (8, 'B')
),
conversions (user_id) AS (
  VALUES 2, 5, 6, 7
),
agg AS (
  SELECT a.variant, CAST(count(*) AS double) AS n, CAST(count(c.user_id) AS double) AS x
  FROM assignments a
  LEFT JOIN conversions c ON c.user_id = a.user_id
  GROUP BY a.variant
),
ab AS (
  SELECT max(IF(variant = 'A', n)) AS na, max(IF(variant = 'A', x)) AS xa, max(IF(variant = 'B', n)) AS nb, max(IF(variant = 'B', x)) AS xb FROM agg
)
SELECT xa / na AS rate_a, xb / nb AS rate_b, (xb / nb) / (xa / na) - 1 AS lift,
  round((xb / nb - xa / na) / sqrt(((xa + xb) / (na + nb)) * (1 - (xa + xb) / (na + nb)) * (1 / na + 1 / nb)), 4) AS z
FROM ab

-- case: rfm_ntile_segments
WITH orders (cust, dt, amt) AS (
  VALUES
    ('ann', DATE '2024-06-01', 50.0E0), ('ann', DATE '2024-06-20', 70.0E0),
    ('bob', DATE '2024-01-11', 20.0E0), ('cat', DATE '2024-05-30', 500.0E0),
    ('dan', DATE '2023-12-25', 5.0E0), ('dan', DATE '2024-02-25', 10.0E0), ('dan', DATE '2024-03-25', 11.0E0)
),
base AS (
  SELECT cust, date_diff('day', max(dt), DATE '2024-07-01') AS recency, count(*) AS frequency, sum(amt) AS monetary FROM orders GROUP BY cust
)
SELECT cust, recency, frequency, monetary,
  ntile(2) OVER (ORDER BY recency DESC, cust) AS r,
  ntile(2) OVER (ORDER BY frequency, cust) AS f,
  ntile(2) OVER (ORDER BY monetary, cust) AS m,
  percent_rank() OVER (ORDER BY monetary) AS pr
FROM base
ORDER BY cust

-- case: new_vs_returning_first_value
WITH orders (order_id, customer, ordered_at) AS (
  VALUES (1, 'k', TIMESTAMP '2024-01-30 23:00:00'), (2, 'k', TIMESTAMP '2024-02-01 01:00:00'), (3, 'l', TIMESTAMP '2024-02-14 12:00:00'), (4, 'm', TIMESTAMP '2024-02-14 12:00:00'), (5, 'm', TIMESTAMP '2024-02-20 12:00:00')
)
SELECT
  date_format(ordered_at, '%b %Y') AS month_label,
  date_trunc('month', ordered_at) AS month_start,
  count(*) FILTER (WHERE is_first) AS new_orders,
  count(*) FILTER (WHERE NOT is_first) AS repeat_orders,
  avg(days_since_prev) AS avg_gap_days
FROM (
  SELECT ordered_at,
    order_id = first_value(order_id) OVER (PARTITION BY customer ORDER BY ordered_at, order_id) AS is_first,
    date_diff('day', lag(ordered_at) OVER (PARTITION BY customer ORDER BY ordered_at, order_id), ordered_at) AS days_since_prev
  FROM orders
) t
GROUP BY date_format(ordered_at, '%b %Y'), date_trunc('month', ordered_at)
ORDER BY month_start

-- case: concurrent_sessions_peak
WITH calls (call_id, started, ended) AS (
  VALUES
    (1, TIMESTAMP '2024-01-01 10:00:00', TIMESTAMP '2024-01-01 10:20:00'),
    (2, TIMESTAMP '2024-01-01 10:05:00', TIMESTAMP '2024-01-01 10:10:00'),
    (3, TIMESTAMP '2024-01-01 10:10:00', TIMESTAMP '2024-01-01 10:30:00'),
    (4, TIMESTAMP '2024-01-01 10:15:00', NULL)
),
deltas AS (
  SELECT started AS at, 1 AS delta FROM calls
  UNION ALL
  SELECT ended, -1 FROM calls WHERE ended IS NOT NULL
),
running AS (
  SELECT at, sum(sum(delta)) OVER (ORDER BY at) AS concurrent FROM deltas GROUP BY at
)
SELECT at, concurrent, concurrent = max(concurrent) OVER () AS is_peak,
  lead(at) OVER (ORDER BY at) - at AS lasted
FROM running
ORDER BY at

-- case: churn_anti_join_previous_month
WITH active (user_id, ym) AS (
  VALUES (1, '2024-01'), (2, '2024-01'), (3, '2024-01'), (1, '2024-02'), (4, '2024-02'), (3, '2024-03')
)
SELECT
  date_format(date_add('month', 1, date_parse(a.ym || '-01', '%Y-%m-%d')), '%Y-%m') AS churn_month,
  count(*) AS base,
  count(*) - count(b.user_id) AS churned,
  array_agg(a.user_id ORDER BY a.user_id) FILTER (WHERE b.user_id IS NULL) AS who
FROM active a
LEFT JOIN active b
  ON b.user_id = a.user_id
  AND date_parse(b.ym, '%Y-%m') = date_parse(a.ym, '%Y-%m') + INTERVAL '1' MONTH
WHERE a.ym < '2024-03'
GROUP BY a.ym
ORDER BY churn_month

-- case: device_state_islands_duration
WITH states (device, ts, state) AS (
  VALUES
    ('pump', TIMESTAMP '2024-01-01 00:00:00', 'on'),
    ('pump', TIMESTAMP '2024-01-01 00:05:00', 'on'),
    ('pump', TIMESTAMP '2024-01-01 00:09:00', 'off'),
    ('pump', TIMESTAMP '2024-01-01 00:20:00', 'on'),
    ('fan', TIMESTAMP '2024-01-01 00:00:00', 'off'),
    ('fan', TIMESTAMP '2024-01-01 01:00:00', 'off')
),
r AS (
  SELECT *,
    row_number() OVER (PARTITION BY device ORDER BY ts) - row_number() OVER (PARTITION BY device, state ORDER BY ts) AS grp,
    lead(ts) OVER (PARTITION BY device ORDER BY ts) AS next_ts
  FROM states
)
SELECT device, state, min(ts) AS since, max(coalesce(next_ts, ts)) AS until,
  to_milliseconds(max(coalesce(next_ts, ts)) - min(ts)) / 1000 AS secs,
  human_readable_seconds(date_diff('second', min(ts), max(coalesce(next_ts, ts)))) AS pretty
FROM r
GROUP BY device, state, grp
ORDER BY device, since

-- case: unpivot_cross_join_values
WITH quarterly (region, q1, q2, q3, q4) AS (
  VALUES ('east', 10, 20, NULL, 40), ('west', 5, 5, 5, 6)
)
SELECT q.region, v.quarter, v.amount,
  v.amount * 100 / sum(v.amount) OVER (PARTITION BY q.region) AS pct_int
FROM quarterly q
CROSS JOIN UNNEST(ARRAY['Q1', 'Q2', 'Q3', 'Q4'], ARRAY[q1, q2, q3, q4]) WITH ORDINALITY AS v (quarter, amount, ord)
WHERE v.amount IS NOT NULL
ORDER BY q.region, v.ord

-- case: json_array_of_objects_to_rows
WITH t (id, payload) AS (
  VALUES (1, '[{"sku":"a","qty":2,"price":1.5},{"sku":"b","qty":1}]'), (2, '[]'), (3, NULL)
)
SELECT t.id, i.sku, i.qty, i.price, i.qty * coalesce(i.price, 0.0E0) AS amount
FROM t
LEFT JOIN UNNEST(CAST(json_parse(t.payload) AS array(ROW(sku varchar, qty bigint, price double)))) AS i (sku, qty, price) ON TRUE
ORDER BY t.id, i.sku

-- case: json_object_keys_explode
WITH t (id, attrs) AS (
  VALUES (1, '{"color":"red","size":10,"tags":["x","y"]}'), (2, '{"color":null,"ok":true}')
)
SELECT id, k, json_format(v) AS raw_value, json_array_length(v) AS len, is_json_scalar(v) AS scalar
FROM t
CROSS JOIN UNNEST(CAST(json_parse(attrs) AS map(varchar, json))) AS u (k, v)
ORDER BY id, k

-- case: json_value_query_exists_paths
WITH customers (customer_id, description) AS (
  VALUES
    (101, '{"comment" : "nice", "children" : [10, 13, 16]}'),
    (102, '{"comment" : "problematic", "children" : [8, 11]}'),
    (103, '{"comment" : "knowledgeable", "children" : [2]}')
)
SELECT
  customer_id,
  json_value(description, 'lax $.comment' RETURNING varchar(20)) AS comment,
  json_exists(description, 'lax $.children[1]') AS has_second,
  json_query(description, 'lax $.children[0 to 1]' WITH ARRAY WRAPPER) AS first_two,
  json_value(description, 'strict $.children[2]' RETURNING integer DEFAULT -1 ON EMPTY DEFAULT -2 ON ERROR) AS third
FROM customers
ORDER BY customer_id

-- case: build_json_from_rows
WITH items (ord, sku, qty, note) AS (
  VALUES (1, 'a', 2, 'gift'), (1, 'b', 1, NULL), (2, 'c', 5, 'say "hi"')
)
SELECT ord,
  json_format(CAST(array_agg(CAST(ROW(sku, qty, note) AS ROW(sku varchar, qty integer, note varchar)) ORDER BY sku) AS json)) AS lines,
  json_format(CAST(map_agg(sku, qty) AS json)) AS qty_by_sku,
  json_object('ord' : ord, 'n' : count(*)) AS summary
FROM items
GROUP BY ord
ORDER BY ord

-- case: split_csv_column_trim_rows
WITH t (id, csv) AS (
  VALUES (1, 'apple, banana ,cherry'), (2, ''), (3, 'kiwi,,fig')
)
SELECT id, pos, trim(item) AS item, length(trim(item)) AS len
FROM t
CROSS JOIN UNNEST(split(csv, ',')) WITH ORDINALITY AS u (item, pos)
WHERE trim(item) <> ''
ORDER BY id, pos

-- case: query_string_to_map
WITH hits (url) AS (
  VALUES
    'https://shop.example.com/p/42?utm_source=fb&utm_campaign=spring%20sale&id=1#top',
    'https://shop.example.com/search?q=caf%C3%A9+au+lait&page=2',
    'http://example.com:8080/'
)
SELECT
  url_extract_host(url) AS host,
  url_extract_path(url) AS path,
  url_extract_fragment(url) AS fragment,
  element_at(split_to_map(url_extract_query(url), '&', '='), 'q') AS raw_q,
  url_decode(url_extract_parameter(url, 'q')) AS q,
  url_decode(url_extract_parameter(url, 'utm_campaign')) AS campaign,
  cardinality(split_to_map(nullif(url_extract_query(url), ''), '&', '=')) AS n_params
FROM (SELECT url FROM hits) h
ORDER BY host, path

-- case: registrable_domain_from_referrer
WITH r (referrer) AS (
  VALUES 'https://www.google.co.uk/search?q=x', 'https://news.ycombinator.com/item?id=1', 'android-app://com.google.android.gm', 'https://m.facebook.com/', ''
),
h AS (
  SELECT referrer, split(nullif(url_extract_host(referrer), ''), '.') AS parts FROM r WHERE referrer <> ''
)
SELECT referrer,
  array_join(slice(parts, greatest(cardinality(parts) - IF(length(parts[cardinality(parts) - 1]) <= 3, 2, 1), 1), 3), '.') AS domain,
  url_extract_protocol(referrer) AS protocol
FROM h
ORDER BY referrer

-- case: map_pivot_eav_attributes
WITH eav (entity, attr, val) AS (
  VALUES ('e1', 'color', 'red'), ('e1', 'size', 'L'), ('e2', 'color', 'blue'), ('e3', 'weight', '12.5'), ('e3', 'size', 'S')
),
m AS (SELECT entity, map_agg(attr, val) AS kv FROM eav GROUP BY entity)
SELECT entity,
  element_at(kv, 'color') AS color,
  element_at(kv, 'size') AS size,
  try_cast(element_at(kv, 'weight') AS double) AS weight,
  array_sort(map_keys(kv)) AS attrs
FROM m
ORDER BY entity

-- case: lambda_reduce_weighted_average
WITH t (id, vals, weights) AS (
  VALUES (1, ARRAY[1.0E0, 2.0E0, 4.0E0], ARRAY[1, 1, 2]), (2, ARRAY[10.0E0], ARRAY[3]), (3, CAST(ARRAY[] AS array(double)), CAST(ARRAY[] AS array(integer)))
)
SELECT id,
  reduce(zip_with(vals, weights, (v, w) -> v * w), 0.0E0, (s, x) -> s + x, s -> s) AS weighted_sum,
  reduce(weights, 0, (s, w) -> s + w, s -> s) AS total_weight,
  reduce(vals, CAST(ROW(0.0E0, 0) AS ROW(sum double, n integer)), (s, x) -> CAST(ROW(s.sum + x, s.n + 1) AS ROW(sum double, n integer)), s -> IF(s.n = 0, NULL, s.sum / s.n)) AS plain_avg
FROM t
ORDER BY id

-- case: array_set_operations_tags
WITH posts (id, tags, wanted) AS (
  VALUES
    (1, ARRAY['sql', 'aws', 'sql', 'athena'], ARRAY['athena', 'presto']),
    (2, ARRAY['python', NULL], ARRAY['python']),
    (3, ARRAY['trino'], CAST(ARRAY[] AS array(varchar)))
)
SELECT id,
  array_distinct(tags) AS uniq,
  array_intersect(tags, wanted) AS both_sides,
  array_except(wanted, tags) AS missing,
  arrays_overlap(tags, wanted) AS overlap,
  array_union(wanted, ARRAY['z']) AS with_z,
  array_position(tags, 'athena') AS pos,
  array_remove(tags, 'sql') AS no_sql
FROM posts
ORDER BY id

-- case: custom_array_sort_comparator
WITH t (id, versions) AS (
  VALUES (1, ARRAY['1.10.0', '1.9.3', '1.9.12']), (2, ARRAY['2.0.0', '0.1.5'])
)
SELECT id,
  array_sort(versions, (a, b) -> CASE
    WHEN transform(split(a, '.'), x -> CAST(x AS integer)) = transform(split(b, '.'), x -> CAST(x AS integer)) THEN 0
    WHEN array_join(transform(split(a, '.'), x -> lpad(x, 5, '0')), '.') < array_join(transform(split(b, '.'), x -> lpad(x, 5, '0')), '.') THEN -1
    ELSE 1 END) AS semver_sorted,
  array_sort(versions) AS lexical_sorted,
  array_max(transform(versions, v -> CAST(split_part(v, '.', 2) AS integer))) AS max_minor
FROM t
ORDER BY id

-- case: map_merge_transform_values
WITH conf (svc, defaults, overrides) AS (
  VALUES
    ('api', MAP(ARRAY['timeout', 'retries'], ARRAY[30, 3]), MAP(ARRAY['timeout'], ARRAY[5])),
    ('job', MAP(ARRAY['timeout', 'mem'], ARRAY[600, 512]), MAP(ARRAY['cpu', 'mem'], ARRAY[2, 1024]))
)
SELECT svc,
  map_concat(defaults, overrides) AS merged,
  map_filter(map_concat(defaults, overrides), (k, v) -> v > 4) AS big,
  transform_values(defaults, (k, v) -> k || '=' || CAST(v AS varchar)) AS rendered,
  transform_keys(overrides, (k, v) -> upper(k)) AS upper_keys,
  map_zip_with(defaults, overrides, (k, a, b) -> coalesce(b, 0) - coalesce(a, 0)) AS diff,
  map_entries(overrides) AS entries
FROM conf
ORDER BY svc

-- case: regexp_extract_all_hashtags
WITH tweets (id, body) AS (
  VALUES (1, 'Loving #SQL and #Athena! cc @bob_1'), (2, 'no tags here'), (3, '#sql #SQL #dataLake2024')
)
SELECT lower(tag) AS tag, count(*) AS uses, count(DISTINCT id) AS tweets
FROM tweets
CROSS JOIN UNNEST(regexp_extract_all(body, '#(\w+)', 1)) AS t (tag)
GROUP BY lower(tag)
ORDER BY uses DESC, tag

-- case: regexp_replace_mask_and_lambda
WITH pii (id, txt) AS (
  VALUES (1, 'mail john.doe@example.com or call 555-123-4567'), (2, 'card 4111 1111 1111 1111'), (3, 'hello brave new world')
)
SELECT id,
  regexp_replace(txt, '([\w.]+)@([\w.]+)', '***@$2') AS no_mail,
  regexp_replace(txt, '\d(?=(?:[ -]?\d){4})', 'x') AS masked_digits,
  regexp_replace(txt, '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS title_case,
  regexp_count(txt, '\d+') AS digit_groups,
  regexp_position(txt, '\d') AS first_digit
FROM pii
ORDER BY id

-- case: snake_to_camel_identifiers
WITH names (n) AS (
  VALUES 'user_id', 'created_at_utc', 'id', 'HTTPStatusCode'
)
SELECT n,
  regexp_replace(lower(n), '_(\w)', x -> upper(x[1])) AS camel,
  lower(regexp_replace(n, '([a-z0-9])([A-Z])', '$1_$2')) AS snake,
  array_join(transform(split(n, '_'), w -> upper(substr(w, 1, 1)) || lower(substr(w, 2))), ' ') AS title
FROM names
ORDER BY n

-- case: semi_structured_kv_log_line
WITH l (line) AS (
  VALUES 'level=info msg=started port=8080', 'level=error msg=timeout ms=3001 host=db-1', 'level=error msg=timeout ms=12 host=db-2'
),
p AS (SELECT split_to_map(line, ' ', '=') AS kv FROM l)
SELECT kv['level'] AS level, kv['msg'] AS msg, count(*) AS n, max(try_cast(element_at(kv, 'ms') AS bigint)) AS max_ms, array_agg(element_at(kv, 'host') ORDER BY element_at(kv, 'host')) AS hosts
FROM p
GROUP BY kv['level'], kv['msg']
ORDER BY level, msg

-- case: top_n_array_per_group
WITH sales (region, product, amount) AS (
  VALUES ('n', 'a', 5), ('n', 'b', 9), ('n', 'c', 7), ('s', 'a', 1), ('s', 'd', 3)
)
SELECT region,
  max_by(product, amount, 2) AS top2,
  min_by(product, amount) AS worst,
  max(amount, 2) AS top2_amounts,
  slice(array_agg(product ORDER BY amount DESC), 1, 2) AS top2_alt,
  element_at(array_agg(product ORDER BY amount DESC), 3) AS third
FROM sales
GROUP BY region
ORDER BY region

-- case: word_frequency_histogram
WITH docs (id, txt) AS (
  VALUES (1, 'The quick brown fox'), (2, 'the lazy dog; the end.'), (3, 'Quick quick!')
),
words AS (
  SELECT id, w FROM docs CROSS JOIN UNNEST(regexp_split(lower(txt), '[^a-z]+')) AS t (w) WHERE w <> ''
)
SELECT w, count(*) AS freq, histogram(id) AS by_doc, round(ln(3.0E0 / count(DISTINCT id)), 4) AS idf
FROM words
GROUP BY w
HAVING count(*) >= 2
ORDER BY freq DESC, w

-- case: nested_row_flatten_struct
WITH orders (o) AS (
  VALUES
    ROW(CAST(ROW(1, ROW('Ann', ROW('Paris', '75001')), ARRAY[ROW('x', 2), ROW('y', 1)]) AS ROW(id integer, customer ROW(name varchar, addr ROW(city varchar, zip varchar)), lines array(ROW(sku varchar, qty integer))))),
    ROW(CAST(ROW(2, ROW('Bob', NULL), ARRAY[]) AS ROW(id integer, customer ROW(name varchar, addr ROW(city varchar, zip varchar)), lines array(ROW(sku varchar, qty integer)))))
)
SELECT o.id AS id, o.customer.name AS name, coalesce(o.customer.addr.city, '?') AS city,
  reduce(o.lines, 0, (s, l) -> s + l.qty, s -> s) AS total_qty,
  transform(o.lines, l -> l.sku) AS skus
FROM orders
ORDER BY id

-- case: fuzzy_name_match_levenshtein
WITH crm (cid, cname) AS (
  VALUES (1, 'Jon Smith'), (2, 'Maria Garcia'), (3, 'Wei Chen')
),
billing (bid, bname) AS (
  VALUES (10, 'John Smith'), (11, 'Mariah Garcia'), (12, 'Unknown Person')
),
scored AS (
  SELECT c.cid, b.bid, cname, bname, levenshtein_distance(lower(cname), lower(bname)) AS dist, soundex(split_part(cname, ' ', 1)) = soundex(split_part(bname, ' ', 1)) AS sounds_alike
  FROM crm c CROSS JOIN billing b
)
SELECT cid, cname, min_by(bname, dist) AS best, min(dist) AS dist, min_by(sounds_alike, dist) AS sounds_alike,
  IF(min(dist) <= 2, 'match', 'review') AS decision
FROM scored
GROUP BY cid, cname
ORDER BY cid

-- case: base64_hex_hash_roundtrip
WITH b (id, enc) AS (
  VALUES (1, 'eyJhIjoxfQ=='), (2, 'aGVsbG8='), (3, 'w6nDqA==')
)
SELECT id,
  from_utf8(from_base64(enc)) AS decoded,
  length(from_base64(enc)) AS n_bytes,
  length(from_utf8(from_base64(enc))) AS n_chars,
  to_hex(from_base64(enc)) AS hex,
  lower(to_hex(sha256(from_base64(enc)))) AS sha,
  crc32(from_base64(enc)) AS crc,
  try(json_extract_scalar(from_utf8(from_base64(enc)), '$.a')) AS json_a
FROM b
ORDER BY id

-- case: jwt_claims_decode_base64url
WITH tokens (tok) AS (
  VALUES 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjMiLCJleHAiOjE3MDAwMDAwMDAsInJvbGVzIjpbImEiLCJiIl19.', 'not-a-token'
),
c AS (
  SELECT tok, try(json_parse(from_utf8(from_base64url(split_part(tok, '.', 2))))) AS claims
  FROM tokens
  WHERE cardinality(split(tok, '.')) = 3
)
SELECT json_extract_scalar(claims, '$.sub') AS sub,
  from_unixtime(CAST(json_extract(claims, '$.exp') AS bigint)) AT TIME ZONE 'UTC' AS expires,
  json_array_contains(json_extract(claims, '$.roles'), 'b') AS has_b,
  json_size(claims, '$.roles') AS n_roles,
  json_array_get(json_extract(claims, '$.roles'), 0) AS first_role
FROM c
ORDER BY sub

-- case: utc_to_local_business_hours
WITH tickets (id, opened_utc, tz) AS (
  VALUES (1, TIMESTAMP '2024-03-10 06:30:00', 'America/New_York'), (2, TIMESTAMP '2024-03-10 07:30:00', 'America/New_York'), (3, TIMESTAMP '2024-10-27 00:30:00', 'Europe/Berlin'), (4, TIMESTAMP '2024-10-27 01:30:00', 'Europe/Berlin')
)
SELECT id,
  at_timezone(with_timezone(opened_utc, 'UTC'), tz) AS local_ts,
  CAST(at_timezone(with_timezone(opened_utc, 'UTC'), tz) AS timestamp) AS local_wall,
  timezone_hour(at_timezone(with_timezone(opened_utc, 'UTC'), tz)) AS utc_offset,
  hour(at_timezone(with_timezone(opened_utc, 'UTC'), tz)) BETWEEN 9 AND 17 AS in_hours
FROM tickets
ORDER BY id

-- case: daily_totals_by_local_day
WITH sales (ts, amt) AS (
  VALUES (TIMESTAMP '2024-01-01 03:00:00 UTC', 10), (TIMESTAMP '2024-01-01 08:30:00 UTC', 20), (TIMESTAMP '2024-01-02 07:59:59 UTC', 5), (TIMESTAMP '2024-01-02 08:00:00 UTC', 7)
)
SELECT CAST(ts AT TIME ZONE 'America/Los_Angeles' AS date) AS local_day, sum(amt) AS total,
  min(ts AT TIME ZONE 'America/Los_Angeles') AS first_ts, count(*) AS n
FROM sales
GROUP BY CAST(ts AT TIME ZONE 'America/Los_Angeles' AS date)
ORDER BY local_day

-- case: mixed_date_formats_coalesce
WITH raw (id, s) AS (
  VALUES (1, '2024-01-31'), (2, '31/01/2024'), (3, 'Jan 31, 2024'), (4, '20240131'), (5, '1706659200'), (6, 'n/a')
)
SELECT id, s,
  coalesce(
    try(CAST(s AS date)),
    try(CAST(date_parse(s, '%d/%m/%Y') AS date)),
    try(CAST(date_parse(s, '%b %d, %Y') AS date)),
    IF(regexp_like(s, '^\d{8}$'), try(CAST(parse_datetime(s, 'yyyyMMdd') AS date))),
    IF(regexp_like(s, '^\d{10}$'), try(CAST(from_unixtime(CAST(s AS bigint)) AS date)))
  ) AS d
FROM raw
ORDER BY id

-- case: iso_week_and_fiscal_quarter
WITH d (dt) AS (
  VALUES DATE '2020-12-31', DATE '2021-01-03', DATE '2021-01-04', DATE '2024-12-30'
)
SELECT dt, year_of_week(dt) AS iso_year, week(dt) AS iso_week, day_of_week(dt) AS dow, day_of_year(dt) AS doy,
  format('FY%d-Q%d', year(date_add('month', 3, dt)), quarter(date_add('month', 3, dt))) AS fiscal,
  date_format(dt, '%W, %M %e %Y') AS long_label,
  last_day_of_month(dt) AS eom
FROM d
ORDER BY dt

-- case: business_days_between
WITH orders (id, placed, shipped) AS (
  VALUES (1, DATE '2024-05-03', DATE '2024-05-07'), (2, DATE '2024-05-24', DATE '2024-05-29'), (3, DATE '2024-06-01', DATE '2024-06-02')
),
holidays (h) AS (VALUES DATE '2024-05-27', DATE '2024-07-04')
SELECT o.id, o.placed, o.shipped, date_diff('day', o.placed, o.shipped) AS calendar_days,
  count_if(day_of_week(x.d) <= 5 AND h.h IS NULL) AS business_days
FROM orders o
CROSS JOIN UNNEST(sequence(o.placed + INTERVAL '1' DAY, o.shipped)) AS x (d)
LEFT JOIN holidays h ON h.h = x.d
GROUP BY o.id, o.placed, o.shipped
ORDER BY o.id

-- case: age_and_month_end_arithmetic
WITH p (name, born) AS (
  VALUES ('leap', DATE '2004-02-29'), ('eom', DATE '1999-12-31'), ('mid', DATE '1985-07-15')
)
SELECT name, born, date_diff('year', born, DATE '2024-02-28') AS age,
  born + INTERVAL '1' YEAR AS plus_1y, date_add('month', 2, born) AS plus_2m, born + INTERVAL '1-6' YEAR TO MONTH AS plus_18m,
  date_diff('day', born, DATE '2024-02-28') % 7 AS days_mod_week
FROM p
ORDER BY name

-- case: bucket_timestamps_15_minutes
WITH ev (ts, v) AS (
  VALUES (TIMESTAMP '2024-01-01 10:07:31', 1), (TIMESTAMP '2024-01-01 10:14:59', 2), (TIMESTAMP '2024-01-01 10:15:00', 4), (TIMESTAMP '2024-01-01 10:59:00', 8)
)
SELECT date_trunc('hour', ts) + (minute(ts) / 15) * INTERVAL '15' MINUTE AS bucket,
  from_unixtime(floor(to_unixtime(min(ts)) / 900) * 900) AS bucket_epoch, sum(v) AS total
FROM ev
GROUP BY date_trunc('hour', ts) + (minute(ts) / 15) * INTERVAL '15' MINUTE
ORDER BY bucket

-- case: grouping_sets_subtotal_labels
WITH s (region, product, qty) AS (
  VALUES ('EU', 'a', 1), ('EU', 'b', 2), ('US', 'a', 4), ('US', NULL, 8)
)
SELECT IF(grouping(region) = 1, 'ALL', region) AS region_label, IF(grouping(product) = 1, 'ALL', coalesce(product, '(null)')) AS product_label,
  grouping(region, product) AS g, sum(qty) AS qty
FROM s
GROUP BY ROLLUP (region, product)
ORDER BY g, region_label, product_label

-- case: cube_with_having_average
WITH t (y, m, cat, v) AS (
  VALUES (2023, 1, 'x', 1.0E0), (2023, 2, 'y', 3.0E0), (2024, 1, 'x', 5.0E0), (2024, 1, 'y', 7.0E0)
)
SELECT y, cat, avg(v) AS avg_v, count(*) AS n
FROM t
GROUP BY CUBE (y, cat)
HAVING count(*) > 1
ORDER BY y NULLS FIRST, cat NULLS FIRST

-- case: exact_median_per_group
WITH sal (dept, pay) AS (
  VALUES ('a', 100), ('a', 300), ('a', 200), ('b', 10), ('b', 20), ('b', 40), ('b', 1000)
),
r AS (
  SELECT dept, pay, row_number() OVER (PARTITION BY dept ORDER BY pay) AS rn, count(*) OVER (PARTITION BY dept) AS c FROM sal
)
SELECT dept, avg(pay) AS median, element_at(array_agg(pay ORDER BY pay DESC), 1) AS top_mid
FROM r
WHERE rn IN ((c + 1) / 2, (c + 2) / 2)
GROUP BY dept
ORDER BY dept

-- case: cume_dist_percentile_disc
WITH lat (ep, ms) AS (
  VALUES ('/a', 10), ('/a', 20), ('/a', 30), ('/a', 400), ('/b', 5), ('/b', 5), ('/b', 90)
),
c AS (SELECT ep, ms, cume_dist() OVER (PARTITION BY ep ORDER BY ms) AS cd FROM lat)
SELECT ep, min(ms) FILTER (WHERE cd >= 0.5) AS p50, min(ms) FILTER (WHERE cd >= 0.75) AS p75, min(ms) FILTER (WHERE cd >= 0.95) AS p95, max(ms) AS worst
FROM c
GROUP BY ep
ORDER BY ep

-- case: correlated_scalar_latest_rate
WITH tx (id, cur, d, amt) AS (
  VALUES (1, 'EUR', DATE '2024-01-02', DECIMAL '10.00'), (2, 'EUR', DATE '2024-01-10', DECIMAL '20.00'), (3, 'GBP', DATE '2024-01-10', DECIMAL '5.50'), (4, 'JPY', DATE '2024-01-10', DECIMAL '1000.00')
),
fx (cur, d, rate) AS (
  VALUES ('EUR', DATE '2024-01-01', DECIMAL '1.1050'), ('EUR', DATE '2024-01-05', DECIMAL '1.0900'), ('GBP', DATE '2024-01-01', DECIMAL '1.2700')
)
SELECT tx.id, tx.cur, tx.amt, (SELECT max_by(fx.rate, fx.d) FROM fx WHERE fx.cur = tx.cur AND fx.d <= tx.d) AS rate,
  round(tx.amt * coalesce((SELECT max_by(fx.rate, fx.d) FROM fx WHERE fx.cur = tx.cur AND fx.d <= tx.d), 1), 2) AS usd
FROM tx
ORDER BY tx.id

-- case: full_outer_reconciliation
WITH ledger (ref, amt) AS (VALUES ('r1', DECIMAL '10.00'), ('r2', DECIMAL '20.00'), ('r3', DECIMAL '30.50')),
bank (ref, amt) AS (VALUES ('r1', DECIMAL '10.00'), ('r3', DECIMAL '30.05'), ('r4', DECIMAL '1.25'))
SELECT ref, l.amt AS ledger_amt, b.amt AS bank_amt,
  CASE WHEN l.amt IS NULL THEN 'missing in ledger' WHEN b.amt IS NULL THEN 'missing in bank' WHEN l.amt <> b.amt THEN 'mismatch ' || CAST(l.amt - b.amt AS varchar) ELSE 'ok' END AS status
FROM ledger l
FULL OUTER JOIN bank b USING (ref)
ORDER BY ref

-- case: except_intersect_table_diff
WITH old_t (id, v) AS (VALUES (1, 'a'), (2, 'b'), (3, NULL)),
new_t (id, v) AS (VALUES (1, 'a'), (2, 'B'), (3, NULL), (4, 'd'))
SELECT 'removed' AS kind, id, v FROM (SELECT id, v FROM old_t EXCEPT SELECT id, v FROM new_t) a
UNION ALL
SELECT 'added', id, v FROM (SELECT id, v FROM new_t EXCEPT SELECT id, v FROM old_t) b
UNION ALL
SELECT 'same', id, v FROM (SELECT id, v FROM old_t INTERSECT SELECT id, v FROM new_t) c
ORDER BY id, kind

-- case: not_in_null_trap_vs_not_exists
WITH a (id) AS (VALUES 1, 2, 3, NULL),
b (id) AS (VALUES 2, NULL)
SELECT
  (SELECT count(*) FROM a WHERE id NOT IN (SELECT id FROM b)) AS not_in_rows,
  (SELECT count(*) FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.id = a.id)) AS not_exists_rows,
  (SELECT count(*) FROM a WHERE id IN (SELECT id FROM b)) AS in_rows,
  (SELECT count(*) FROM a WHERE id > ALL (SELECT id FROM b WHERE id IS NOT NULL)) AS gt_all_rows

-- case: recursive_org_hierarchy
WITH RECURSIVE emp (id, name, boss) AS (
  VALUES (1, 'ceo', NULL), (2, 'cto', 1), (3, 'dev', 2), (4, 'cfo', 1)
),
tree (id, depth, path) AS (
  SELECT id, 0, CAST(name AS varchar) FROM emp WHERE boss IS NULL
  UNION ALL
  SELECT e.id, t.depth + 1, t.path || '/' || e.name FROM emp e JOIN tree t ON e.boss = t.id
)
SELECT id, depth, path, rpad('', depth * 2, '.') || split_part(path, '/', depth + 1) AS label
FROM tree
ORDER BY path

-- case: number_formatting_report
WITH n (k, v) AS (
  VALUES (1, 1234567.891E0), (2, -0.5E0), (3, 0.0E0), (4, 99.995E0)
)
SELECT k, format('%,.2f', v) AS money, format('%+08.1f', v) AS padded, round(v, 1) AS r1, truncate(v) AS tr, CAST(v AS decimal(12, 2)) AS dec, floor(v) AS fl, ceiling(v) AS ce, sign(v) AS sg, lpad(CAST(CAST(v AS bigint) AS varchar), 9, '0') AS zp
FROM n
ORDER BY k

-- case: range_frame_trailing_30_days
WITH o (c, d, amt) AS (
  VALUES ('x', DATE '2024-01-01', 10), ('x', DATE '2024-01-15', 20), ('x', DATE '2024-02-05', 40), ('y', DATE '2024-01-31', 5), ('y', DATE '2024-03-01', 6)
)
SELECT c, d, amt, sum(amt) OVER (PARTITION BY c ORDER BY d RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW) AS trailing_30d,
  count(*) OVER (PARTITION BY c ORDER BY d RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW) AS n_30d
FROM o
ORDER BY c, d

-- case: year_over_year_self_join
WITH m (ym, rev) AS (
  VALUES ('202301', 100), ('202302', 80), ('202401', 125), ('202402', 60), ('202403', 10)
)
SELECT date_format(date_parse(t.ym, '%Y%m'), '%M') AS month_name, t.rev AS this_year, p.rev AS last_year,
  CASE WHEN p.rev IS NULL THEN 'n/a' ELSE concat(CAST(round((t.rev - p.rev) * 100.0 / p.rev, 1) AS varchar), '%') END AS yoy
FROM m t
LEFT JOIN m p ON p.ym = CAST(CAST(t.ym AS integer) - 100 AS varchar)
WHERE t.ym LIKE '2024%'
ORDER BY t.ym

-- case: iso8601_durations_epoch_millis
WITH e (id, ms, iso) AS (
  VALUES (1, BIGINT '1700000000123', '2023-11-14T22:13:20.123Z'), (2, BIGINT '0', '1970-01-01T01:00:00+01:00'), (3, BIGINT '-1', '1969-12-31T23:59:59.999Z')
)
SELECT id, from_unixtime_nanos(ms * 1000000) AS from_nanos, CAST(to_unixtime(from_iso8601_timestamp(iso)) * 1000 AS bigint) AS back_ms,
  from_iso8601_timestamp(iso) = from_unixtime(ms / 1e3) AS same_instant, format_datetime(from_iso8601_timestamp(iso), 'yyyy-MM-dd''T''HH:mm:ss.SSSZZ') AS rendered
FROM e
ORDER BY id

-- case: calendar_month_grid_weekday_pivot
WITH d AS (
  SELECT x AS dt FROM UNNEST(sequence(DATE '2024-02-01', DATE '2024-02-29', INTERVAL '1' DAY)) AS t (x)
)
SELECT date_trunc('week', dt) AS week_of,
  max(IF(day_of_week(dt) = 1, day(dt))) AS mon, max(IF(day_of_week(dt) = 3, day(dt))) AS wed, max(IF(day_of_week(dt) = 7, day(dt))) AS sun, count(*) AS n
FROM d
GROUP BY date_trunc('week', dt)
ORDER BY week_of

-- case: lateral_top_order_per_customer
WITH cust (id, name) AS (VALUES (1, 'a'), (2, 'b'), (3, 'c')),
ord (cid, amt, d) AS (VALUES (1, 10, DATE '2024-01-01'), (1, 30, DATE '2024-01-03'), (2, 7, DATE '2024-01-02'))
SELECT c.id, c.name, l.total, l.last_d, coalesce(l.total, 0) >= 10 AS big
FROM cust c
CROSS JOIN LATERAL (SELECT sum(o.amt) AS total, max(o.d) AS last_d FROM ord o WHERE o.cid = c.id) AS l
ORDER BY c.id

-- case: advent_letters_decode_ascii
WITH letters (id, v) AS (
  VALUES (1, 72), (2, 111), (3, 35), (4, 33), (5, 126)
)
SELECT array_join(array_agg(chr(v) ORDER BY id), '') AS decoded, count(*) AS kept
FROM letters
WHERE regexp_like(chr(v), '[A-Za-z !]')

-- case: advent_toy_production_delta
WITH toy_production (production_date, toys) AS (
  VALUES (DATE '2024-12-18', 500), (DATE '2024-12-19', 550), (DATE '2024-12-20', 525), (DATE '2024-12-21', 0)
)
SELECT production_date, toys, lag(toys) OVER (ORDER BY production_date) AS previous_day,
  toys - lag(toys) OVER (ORDER BY production_date) AS production_change,
  round((toys - lag(toys) OVER (ORDER BY production_date)) * 100.0 / lag(toys) OVER (ORDER BY production_date), 2) AS pct
FROM toy_production
ORDER BY pct DESC NULLS LAST, production_date

-- case: fizzbuzz_sequence
SELECT n, CASE WHEN n % 15 = 0 THEN 'FizzBuzz' WHEN n % 5 = 0 THEN 'Buzz' WHEN n % 3 = 0 THEN 'Fizz' ELSE CAST(n AS varchar) END AS word
FROM UNNEST(sequence(1, 15)) AS t (n)
ORDER BY n

-- case: aoc_most_calories_groups
WITH input (txt) AS (
  VALUES '1000;2000;;4000;;5000;6000;;10000'
),
elves AS (
  SELECT elf, reduce(transform(split(grp, ';'), x -> CAST(x AS bigint)), BIGINT '0', (s, x) -> s + x, s -> s) AS calories
  FROM input
  CROSS JOIN UNNEST(split(txt, ';;')) WITH ORDINALITY AS t (grp, elf)
)
SELECT elf, calories, dense_rank() OVER (ORDER BY calories DESC) AS rnk, sum(calories) OVER (ORDER BY calories DESC, elf ROWS 2 PRECEDING) AS rolling3
FROM elves
ORDER BY rnk, elf

-- case: inventory_fifo_cost
WITH buys (lot, qty, unit_cost) AS (
  VALUES (1, 10, DECIMAL '2.00'), (2, 5, DECIMAL '3.00'), (3, 20, DECIMAL '2.50')
),
sold (qty) AS (VALUES 18),
c AS (
  SELECT lot, qty, unit_cost, sum(qty) OVER (ORDER BY lot) - qty AS before_qty FROM buys
)
SELECT lot, greatest(0, least(c.qty, sold.qty - before_qty)) AS used, greatest(0, least(c.qty, sold.qty - before_qty)) * unit_cost AS cost,
  c.qty - greatest(0, least(c.qty, sold.qty - before_qty)) AS left_over
FROM c CROSS JOIN sold
ORDER BY lot

-- case: abc_pareto_classification
WITH p (sku, rev) AS (
  VALUES ('a', 700.0E0), ('b', 150.0E0), ('c', 100.0E0), ('d', 50.0E0)
),
r AS (
  SELECT sku, rev, sum(rev) OVER (ORDER BY rev DESC) / sum(rev) OVER () AS cum FROM p
)
SELECT sku, rev, cum, CASE WHEN cum <= 0.8 THEN 'A' WHEN cum <= 0.95 THEN 'B' ELSE 'C' END AS class
FROM r
ORDER BY rev DESC

-- case: data_quality_profile_union
WITH users (id, email, age) AS (
  VALUES (1, 'a@x.com', 30), (2, 'bad-email', NULL), (2, NULL, 200), (3, 'c@y.org', 41)
)
SELECT 'duplicate_id' AS check_name, count(*) - count(DISTINCT id) AS failures FROM users
UNION ALL
SELECT 'invalid_email', count_if(NOT regexp_like(email, '^[^@\s]+@[^@\s]+\.[a-z]{2,}$')) FROM users
UNION ALL
SELECT 'null_email', count_if(email IS NULL) FROM users
UNION ALL
SELECT 'age_out_of_range', count(*) FROM users WHERE coalesce(age, 0) NOT BETWEEN 0 AND 120
ORDER BY check_name

-- case: column_null_ratio_unpivot
WITH t (a, b, c) AS (
  VALUES (1, 'x', NULL), (2, NULL, NULL), (3, '', 1.5), (NULL, 'y', 2.5)
)
SELECT col, n_null, n_distinct, round(n_null / 4.0E0, 2) AS ratio
FROM (
  SELECT ARRAY[CAST(ROW('a', count_if(a IS NULL), count(DISTINCT a)) AS ROW(col varchar, n_null bigint, n_distinct bigint)), ROW('b', count_if(b IS NULL), count(DISTINCT b)), ROW('c', count_if(c IS NULL), count(DISTINCT c))] AS stats
  FROM t
) s
CROSS JOIN UNNEST(stats) AS u (col, n_null, n_distinct)
ORDER BY col

-- case: market_basket_pairs_lift
WITH b (o, item) AS (
  VALUES (1, 'milk'), (1, 'bread'), (1, 'eggs'), (2, 'milk'), (2, 'bread'), (3, 'eggs'), (4, 'bread')
),
n AS (SELECT CAST(count(DISTINCT o) AS double) AS total FROM b),
s AS (SELECT item, count(*) AS c FROM b GROUP BY item)
SELECT x.item AS item_a, y.item AS item_b, count(*) AS together,
  round(count(*) * max(n.total) / (max(sx.c) * max(sy.c)), 3) AS lift
FROM b x
JOIN b y ON x.o = y.o AND x.item < y.item
JOIN s sx ON sx.item = x.item
JOIN s sy ON sy.item = y.item
CROSS JOIN n
GROUP BY x.item, y.item
ORDER BY lift DESC, item_a, item_b

-- case: combinations_of_array_pairs
WITH teams (grp, members) AS (
  VALUES ('A', ARRAY['fr', 'de', 'it']), ('B', ARRAY['us', 'mx'])
)
SELECT grp, m[1] AS home, m[2] AS away
FROM teams
CROSS JOIN UNNEST(combinations(members, 2)) AS t (m)
ORDER BY grp, home, away

-- case: league_table_from_matches
WITH matches (h, a, hg, ag) AS (
  VALUES ('Reds', 'Blues', 2, 1), ('Blues', 'Greens', 0, 0), ('Greens', 'Reds', 3, 1)
),
sides AS (
  SELECT h AS team, hg AS gf, ag AS ga FROM matches UNION ALL SELECT a, ag, hg FROM matches
)
SELECT team, count(*) AS p, count_if(gf > ga) AS w, count_if(gf = ga) AS d, count_if(gf < ga) AS l, sum(gf - ga) AS gd,
  sum(CASE sign(gf - ga) WHEN 1 THEN 3 WHEN 0 THEN 1 ELSE 0 END) AS pts
FROM sides
GROUP BY team
ORDER BY pts DESC, gd DESC, team

-- case: friends_of_friends_suggestions
WITH f (a, b) AS (
  VALUES (1, 2), (2, 3), (1, 4), (4, 3), (3, 5)
),
e AS (SELECT a, b FROM f UNION SELECT b, a FROM f)
SELECT e1.a AS person, e2.b AS suggestion, count(*) AS mutual, array_agg(e1.b ORDER BY e1.b) AS via
FROM e e1
JOIN e e2 ON e1.b = e2.a AND e2.b <> e1.a
WHERE NOT EXISTS (SELECT 1 FROM e k WHERE k.a = e1.a AND k.b = e2.b)
GROUP BY e1.a, e2.b
ORDER BY person, mutual DESC, suggestion

-- case: recursive_bom_cost_rollup
WITH RECURSIVE bom (parent, child, qty) AS (
  VALUES ('bike', 'wheel', 2), ('bike', 'frame', 1), ('wheel', 'spoke', 32), ('wheel', 'rim', 1)
),
price (part, cost) AS (VALUES ('frame', 100), ('spoke', 1), ('rim', 15)),
x (part, n) AS (
  SELECT CAST('bike' AS varchar), 1
  UNION ALL
  SELECT CAST(b.child AS varchar), x.n * b.qty FROM x JOIN bom b ON b.parent = x.part
)
SELECT x.part, sum(x.n) AS needed, sum(x.n * p.cost) AS cost, grouping(x.part) AS is_total
FROM x
JOIN price p ON p.part = x.part
GROUP BY GROUPING SETS ((x.part), ())
ORDER BY is_total, x.part

-- case: haversine_great_circle_nearest
WITH stores (s, lat, lon) AS (VALUES ('ny', 40.7128E0, -74.0060E0), ('la', 34.0522E0, -118.2437E0)),
cust (c, lat, lon) AS (VALUES ('bos', 42.3601E0, -71.0589E0), ('sd', 32.7157E0, -117.1611E0)),
d AS (
  SELECT c, s, 2 * 6371 * asin(sqrt(power(sin(radians(cust.lat - stores.lat) / 2), 2) + cos(radians(cust.lat)) * cos(radians(stores.lat)) * power(sin(radians(cust.lon - stores.lon) / 2), 2))) AS km
  FROM cust CROSS JOIN stores
)
SELECT c, min_by(s, km) AS nearest, round(min(km), 1) AS km, round(max(km) - min(km)) AS spread
FROM d
GROUP BY c
ORDER BY c

-- case: moving_average_stddev_bollinger
WITH px (d, close) AS (
  VALUES (DATE '2024-01-02', 10.0E0), (DATE '2024-01-03', 12.0E0), (DATE '2024-01-04', 14.0E0), (DATE '2024-01-05', 13.0E0)
)
SELECT d, close, avg(close) OVER w AS sma3, round(stddev_pop(close) OVER w, 6) AS sd3, close / lag(close) OVER (ORDER BY d) - 1 AS ret, max(close) OVER (ORDER BY d) - close AS drawdown
FROM px
WINDOW w AS (ORDER BY d ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
ORDER BY d

-- case: compound_interest_product_agg
WITH g (fund, yr, rate) AS (
  VALUES ('x', 2021, 0.10E0), ('x', 2022, -0.05E0), ('x', 2023, 0.20E0), ('y', 2022, 0.03E0)
)
SELECT fund, round(exp(sum(ln(1 + rate))), 6) AS growth, round(reduce_agg(1 + rate, 1.0E0, (a, b) -> a * b, (a, b) -> a * b), 6) AS growth2, round(geometric_mean(1 + rate) - 1, 6) AS cagr
FROM g
GROUP BY fund
ORDER BY fund

-- case: linear_regression_correlation
WITH pts (k, x, y) AS (
  VALUES ('a', 1.0E0, 2.0E0), ('a', 2.0E0, 4.0E0), ('a', 3.0E0, 6.0E0), ('b', 0.0E0, 1.0E0), ('b', 1.0E0, 0.0E0)
)
SELECT k, round(regr_slope(y, x), 6) AS slope, round(regr_intercept(y, x), 6) AS icept, round(corr(y, x), 6) AS r, round(covar_pop(y, x), 6) AS cov
FROM pts
GROUP BY k
ORDER BY k

-- case: histogram_width_bucket_bars
WITH v (x) AS (
  VALUES 1.0E0, 3.0E0, 9.5E0, 10.0E0, 14.0E0, -2.0E0
)
SELECT width_bucket(x, 0, 10, 5) AS bucket, count(*) AS n, rpad('', count(*), '#') AS bar_txt, min(x) AS lo, max(x) AS hi
FROM v
GROUP BY width_bucket(x, 0, 10, 5)
ORDER BY bucket

-- case: price_change_match_recognize_v_shape
WITH t (sym, d, p) AS (
  VALUES ('z', 1, 10), ('z', 2, 8), ('z', 3, 7), ('z', 4, 9), ('z', 5, 12), ('z', 6, 11)
)
SELECT sym, start_d, bottom_d, end_d, cls, p
FROM t
MATCH_RECOGNIZE (
  PARTITION BY sym
  ORDER BY d
  MEASURES a.d AS start_d, last(down.d) AS bottom_d, last(up.d) AS end_d, classifier() AS cls
  ALL ROWS PER MATCH
  PATTERN (a down+ up+)
  DEFINE down AS p < prev(p), up AS p > prev(p)
) m
ORDER BY sym, d

-- case: luhn_and_bitwise_checks
WITH c (id, num) AS (
  VALUES (1, '79927398713'), (2, '79927398714'), (3, '0')
)
SELECT id, luhn_check(num) AS ok, bitwise_xor(CAST(num AS bigint), 255) AS xo, bitwise_left_shift(BIGINT '1', id) AS sh, to_base(CAST(num AS bigint), 36) AS b36, from_base(to_base(CAST(num AS bigint), 36), 36) AS back
FROM c
ORDER BY id

-- case: string_padding_translate_reverse
WITH w (s) AS (
  VALUES 'Racecar', 'Été', 'hello world'
)
SELECT s, lower(s) = reverse(lower(s)) AS palindrome, translate(lower(s), 'aeiou', '43105') AS leet, strpos(s, 'o') AS first_o, strpos(s, 'o', -1) AS last_o, regexp_replace(normalize(s, NFD), '\p{M}', '') AS ascii_s, length(to_utf8(s)) AS bytes, codepoint(CAST(substr(s, 1, 1) AS varchar(1))) AS cp, starts_with(s, 'hell') AS st
FROM w
ORDER BY s

-- case: lag_ignore_nulls_meter_consumption
WITH meter (m, d, reading) AS (
  VALUES ('g', DATE '2024-01-01', 100), ('g', DATE '2024-01-02', NULL), ('g', DATE '2024-01-03', 130), ('g', DATE '2024-01-04', 5), ('h', DATE '2024-01-01', NULL)
)
SELECT m, d, reading, lag(reading) IGNORE NULLS OVER (PARTITION BY m ORDER BY d) AS prev_reading,
  CASE WHEN reading < lag(reading) IGNORE NULLS OVER (PARTITION BY m ORDER BY d) THEN reading ELSE reading - lag(reading) IGNORE NULLS OVER (PARTITION BY m ORDER BY d) END AS used,
  nth_value(reading, 2) OVER (PARTITION BY m ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_val
FROM meter
ORDER BY m, d
