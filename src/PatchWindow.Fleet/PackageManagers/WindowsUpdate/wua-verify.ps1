# Which of the updates named by the arguments are installed, and whether Windows wants a reboot.
$identities = @($args)
try {
    Assert-Identity $identities
    $installed = @()
    if ($identities.Length -gt 0) {
        $wanted = @{}
        foreach ($identity in $identities) { $wanted[$identity] = 'no' }
        $step.Name = 'session'
        $searcher = (New-UpdateObject 'Microsoft.Update.Session').CreateUpdateSearcher()
        foreach ($update in (Find-Update $searcher 'IsInstalled=1' $false)) {
            $identity = Get-Identity $update
            if ($wanted.ContainsKey($identity)) { $wanted[$identity] = 'yes' }
        }
        # One that takes effect with the next reboot counts as not installed until then, and says so itself.
        foreach ($update in (Find-Update $searcher $pendingCriteria $false)) {
            $identity = Get-Identity $update
            if ($wanted.ContainsKey($identity) -and $wanted[$identity] -eq 'no') { $wanted[$identity] = $(if ($update.RebootRequired) { 'yes' } else { 'offered' }) }
        }
        # One that is neither installed nor offered may have been superseded meanwhile: its last entry in the history decides. An
        # update that is offered again was rolled back, whatever stands there.
        if ($wanted.ContainsValue('no')) {
            $step.Name = 'history'
            $count = $searcher.GetTotalHistoryCount()
            if ($count -gt 0) {
                # The newest come first; 1 is uoInstallation, 2 is orcSucceeded.
                foreach ($entry in $searcher.QueryHistory(0, $count)) {
                    if ($null -eq $entry.UpdateIdentity) { continue }
                    $identity = ([string] $entry.UpdateIdentity.UpdateID).ToLowerInvariant() + '.' + [int] $entry.UpdateIdentity.RevisionNumber
                    if (-not $wanted.ContainsKey($identity) -or $wanted[$identity] -ne 'no') { continue }
                    $wanted[$identity] = $(if ($entry.Operation -eq 1 -and $entry.ResultCode -eq 2) { 'yes' } else { 'failed' })
                }
            }
        }
        $installed = @(foreach ($identity in $identities) { if ($wanted[$identity] -eq 'yes') { $identity } })
    }
    Format-Document 'verify' ([ordered] @{ installed = $installed; reboot = @(Get-RebootReason) })
}
catch {
    Format-Failure 'verify' $_
}
