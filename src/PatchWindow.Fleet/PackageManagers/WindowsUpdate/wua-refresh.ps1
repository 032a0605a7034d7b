# Has Windows ask its update service anew; what it finds stays with Windows.
try {
    $step.Name = 'session'
    $searcher = (New-UpdateObject 'Microsoft.Update.Session').CreateUpdateSearcher()
    $found = @(Find-Update $searcher $pendingCriteria $true)
    Format-Document 'refresh' ([ordered] @{ found = $found.Length })
}
catch {
    Format-Failure 'refresh' $_
}
