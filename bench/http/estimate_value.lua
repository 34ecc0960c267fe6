-- wrk: states another value of one of 2,000 opportunities in each request.
local n = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
function request()
    n = n + 1
    local body = string.format('{"reason":"measured","data":{"opportunity":"opp-%d","value":{"currency":"CNY","amount":"%d"}}}', n % 2000 + 1, n)
    return wrk.format(nil, nil, nil, body)
end
