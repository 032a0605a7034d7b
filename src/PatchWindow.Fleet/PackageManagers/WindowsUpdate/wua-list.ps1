# What Windows could install, from its own last search; where it does not say when that was, it searches anew.
function Format-Update($Update) {
    $behavior = $Update.InstallationBehavior
    [ordered] @{
        id = ([string] $Update.Identity.UpdateID).ToLowerInvariant()
        revision = [int] $Update.Identity.RevisionNumber
        title = [string] $Update.Title
        kbs = @(Format-Texts $Update.KBArticleIDs)
        bulletins = @(Format-Texts $Update.SecurityBulletinIDs)
        cves = @(Format-Texts $Update.CveIDs)
        severity = [string] $Update.MsrcSeverity
        categories = @(foreach ($category in $Update.Categories) { [string] $category.CategoryID })
        size = [decimal] $Update.MaxDownloadSize
        reboot = $(if ($null -ne $behavior) { [int] $behavior.RebootBehavior })
        asksUser = $(if ($null -ne $behavior) { [bool] $behavior.CanRequestUserInput } else { $false })
        eulaAccepted = [bool] $Update.EulaAccepted
        hidden = [bool] $Update.IsHidden
        rebootPending = [bool] $Update.RebootRequired
        released = Format-Moment $Update.LastDeploymentChangeTime
    }
}

function Get-LastSearch {
    $step.Name = 'lastSearch'
    $results = (New-UpdateObject 'Microsoft.Update.AutoUpdate').Results
    if ($null -ne $results) { Format-Moment $results.LastSearchSuccessDate }
}

# Where updates come from: the service that Automatic Updates uses, which is also the one that a search asks.
function Get-Source {
    $step.Name = 'source'
    foreach ($service in (New-UpdateObject 'Microsoft.Update.ServiceManager').Services) {
        if (-not $service.IsDefaultAUService) { continue }
        $server = $null
        if ($service.IsManaged) { $server = Read-Registry 'SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate' 'WUServer' }
        [ordered] @{ id = [string] $service.ServiceID; name = [string] $service.Name; managed = [bool] $service.IsManaged; server = $server }
        break
    }
}

try {
    $last = Get-LastSearch
    $source = Get-Source
    $step.Name = 'session'
    $searcher = (New-UpdateObject 'Microsoft.Update.Session').CreateUpdateSearcher()
    $updates = @(foreach ($update in (Find-Update $searcher $pendingCriteria ($null -eq $last))) {
        $step.Name = 'update'
        Format-Update $update
    })
    Format-Document 'list' ([ordered] @{ now = Format-Moment ([DateTime]::UtcNow); searched = $last; source = $source; updates = $updates })
}
catch {
    Format-Failure 'list' $_
}
