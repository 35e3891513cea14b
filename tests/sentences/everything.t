everything was exercised
