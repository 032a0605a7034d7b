# What would become of the updates named by the arguments. Windows Update Agent has no trial run: this is what it says of each.
$identities = @($args)
try {
    Assert-Identity $identities
    $step.Name = 'session'
    $searcher = (New-UpdateObject 'Microsoft.Update.Session').CreateUpdateSearcher()
    $offered = @{}
    foreach ($update in (Find-Update $searcher $pendingCriteria $false)) { $offered[(Get-Identity $update)] = $update }
    $step.Name = 'update'
    $updates = @(foreach ($identity in $identities) {
        if (-not $offered.ContainsKey($identity)) {
            [ordered] @{ identity = $identity; offered = $false }
            continue
        }
        $update = $offered[$identity]
        $behavior = $update.InstallationBehavior
        [ordered] @{
            identity = $identity
            offered = $true
            hidden = [bool] $update.IsHidden
            eulaAccepted = [bool] $update.EulaAccepted
            asksUser = $(if ($null -ne $behavior) { [bool] $behavior.CanRequestUserInput } else { $false })
            # 2 is iiRequiresExclusiveHandling.
            exclusive = $(if ($null -ne $behavior) { $behavior.Impact -eq 2 } else { $false })
            bundled = @(foreach ($part in $update.BundledUpdates) { [string] $part.Title })
        }
    })
    Format-Document 'simulate' ([ordered] @{ updates = $updates })
}
catch {
    Format-Failure 'simulate' $_
}
