# Downloads and installs exactly these updates. Writes the exit code, 0 only where every one of them went well, and the document.
function Format-Outcome([string] $Stage, $Updates, $Result) {
    for ($i = 0; $i -lt $Updates.Length; $i++) {
        $its = $Result.GetUpdateResult($i)
        [ordered] @{
            identity = Get-Identity $Updates[$i]; title = [string] $Updates[$i].Title; stage = $Stage
            result = [int] $its.ResultCode; hresult = Format-HResult $its.HResult
        }
    }
}

function New-UpdateList($Updates) {
    $list = New-UpdateObject 'Microsoft.Update.UpdateColl'
    foreach ($update in $Updates) { [void] $list.Add($update) }
    # A collection would be taken apart on its way out.
    , $list
}

function Install-Update($Identities) {
    Assert-Identity $Identities
    $step.Name = 'session'
    $session = New-UpdateObject 'Microsoft.Update.Session'
    $offered = @{}
    foreach ($update in (Find-Update $session.CreateUpdateSearcher() $pendingCriteria $false)) { $offered[(Get-Identity $update)] = $update }
    $step.Name = 'choose'
    $updates = @(foreach ($identity in $Identities) {
        if (-not $offered.ContainsKey($identity)) { Stop-With 0x80240017 "the update $identity is not offered any more" }
        if (-not $offered[$identity].EulaAccepted) { Stop-With 0x80240023 "the license terms of the update $identity are not accepted" }
        $offered[$identity]
    })
    $missing = @(foreach ($update in $updates) { if (-not $update.IsDownloaded) { $update } })
    if ($missing.Length -gt 0) {
        $step.Name = 'download'
        $downloader = $session.CreateUpdateDownloader()
        $downloader.Updates = New-UpdateList $missing
        $result = $downloader.Download()
        # All or none, as far as it lies with us: the patches of a step were decided about together.
        if ($result.ResultCode -ne 2) {
            return Format-Applied 1 $result.ResultCode $result.HResult $false @(Format-Outcome 'download' $missing $result)
        }
    }
    $step.Name = 'install'
    $installer = $session.CreateUpdateInstaller()
    $installer.AllowSourcePrompts = $false
    $installer.ForceQuiet = $true
    $installer.Updates = New-UpdateList $updates
    $result = $installer.Install()
    $outcomes = @(Format-Outcome 'install' $updates $result)
    $failed = @(foreach ($outcome in $outcomes) { if ($outcome['result'] -ne 2) { $outcome } })
    $code = $(if ($result.ResultCode -eq 2 -and $failed.Length -eq 0) { 0 } else { 1 })
    Format-Applied $code $result.ResultCode $result.HResult ([bool] $result.RebootRequired) $outcomes
}

function Format-Applied([int] $Code, [int] $Result, [int] $HResult, [bool] $RebootRequired, $Outcomes) {
    $Code
    Format-Document 'apply' ([ordered] @{ result = $Result; hresult = Format-HResult $HResult; rebootRequired = $RebootRequired; updates = $Outcomes })
}

# Two that install at once would each count the other's failures.
function Invoke-Apply($Identities) {
    $mutex = $null
    try {
        $step.Name = 'lock'
        $mutex = [Threading.Mutex]::new($false, 'Global\PatchWindow.WindowsUpdate')
        $owned = $false
        try { $owned = $mutex.WaitOne(0) } catch [Threading.AbandonedMutexException] { $owned = $true }
        if (-not $owned) { Stop-With 0x80240016 'PatchWindow installs updates here already' }
        try { Install-Update $Identities } finally { $mutex.ReleaseMutex() }
    }
    catch {
        1
        Format-Failure 'apply' $_
    }
    finally {
        if ($null -ne $mutex) { $mutex.Dispose() }
    }
}
