# What the scripts of Windows Update share. Each writes one JSON document, all ASCII, on one line:
#   { "format": "PatchWindow.WindowsUpdate/1", "action": "list", ... }
# or, where it failed,
#   { "format": "PatchWindow.WindowsUpdate/1", "action": "list", "error": { "step", "hresult", "message" } }
# WindowsUpdateDocument.cs and the readers beside it have the rest of the contract.
$step = @{ Name = 'start' }
$pendingCriteria = '(IsInstalled=0 and IsHidden=0) or (IsInstalled=0 and IsHidden=1)'

function Format-Text([string] $Text) {
    # Half a surrogate pair is no text, and a reader would refuse the whole document for it.
    $whole = [regex]::Replace($Text, '[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]', [string] [char] 0xfffd)
    '"' + [regex]::Replace($whole, '["\\\u0000-\u001f\u007f-\uffff]', { param($found) '\u{0:x4}' -f [int] [char] $found.Value }) + '"'
}

# ConvertTo-Json is not in every engine, and of 5.1 and 7 it does not write the same.
function Format-Value($Value) {
    if ($null -eq $Value -or $Value -is [DBNull]) { return 'null' }
    if ($Value -is [bool]) { return $(if ($Value) { 'true' } else { 'false' }) }
    if ($Value -is [string]) { return Format-Text $Value }
    if ($Value -is [Collections.IDictionary]) {
        $members = foreach ($name in $Value.Keys) { (Format-Text $name) + ':' + (Format-Value $Value[$name]) }
        return '{' + ($members -join ',') + '}'
    }
    if ($Value -is [Collections.IEnumerable]) {
        $items = foreach ($item in $Value) { Format-Value $item }
        return '[' + ($items -join ',') + ']'
    }
    if ($Value -is [int] -or $Value -is [long] -or $Value -is [uint32] -or $Value -is [decimal]) {
        return $Value.ToString([Globalization.CultureInfo]::InvariantCulture)
    }
    Format-Text ([string] $Value)
}

function Format-Document([string] $Action, $Body) {
    $document = [ordered] @{ format = 'PatchWindow.WindowsUpdate/1'; action = $Action }
    foreach ($name in $Body.Keys) { $document[$name] = $Body[$name] }
    Format-Value $document
}

function Format-HResult($Number) {
    '0x{0:x8}' -f [int] $Number
}

function Format-Failure([string] $Action, $Record) {
    # PowerShell wraps what COM threw; the innermost has the HRESULT.
    $exception = $Record.Exception.GetBaseException()
    Format-Document $Action ([ordered] @{
        error = [ordered] @{ step = $step.Name; hresult = Format-HResult $exception.HResult; message = $exception.Message }
    })
}

function Stop-With([int] $HResult, [string] $Message) {
    throw (New-Failure $HResult $Message)
}

function New-Failure([int] $HResult, [string] $Message) {
    [Runtime.InteropServices.COMException]::new($Message, $HResult)
}

function Format-Moment($Moment) {
    if ($null -eq $Moment -or $Moment -is [DBNull]) { return $null }
    # Windows Update Agent gives UTC, and says nothing of it.
    ([DateTime] $Moment).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
}

function Format-Texts($Collection) {
    foreach ($text in $Collection) { [string] $text }
}

function Get-Identity($Update) {
    ([string] $Update.Identity.UpdateID).ToLowerInvariant() + '.' + [int] $Update.Identity.RevisionNumber
}

# What was asked for: UpdateID.RevisionNumber each.
function Assert-Identity($Identities) {
    foreach ($identity in $Identities) {
        if ($identity -notmatch '\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9]{1,9}\z') {
            Stop-With 0x80070057 "'$identity' is no identity of an update"
        }
    }
}

function Find-Update($Searcher, [string] $Criteria, [bool] $Online) {
    $step.Name = 'search'
    $Searcher.Online = $Online
    $result = $Searcher.Search($Criteria)
    # 2 is orcSucceeded. With anything else some updates may be missing, and a list without them would be a wrong one.
    if ($result.ResultCode -ne 2) {
        foreach ($warning in $result.Warnings) { Stop-With $warning.HResult ([string] $warning.Message) }
        Stop-With 0x80240fff "the search ended with result code $($result.ResultCode)"
    }
    foreach ($update in $result.Updates) { $update }
}

# Signs of a reboot that is waited for.
function Get-RebootReason {
    $step.Name = 'reboot'
    if ((New-UpdateObject 'Microsoft.Update.SystemInfo').RebootRequired) { 'SystemInfo' }
    if (Read-Registry 'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired' '') { 'WindowsUpdate' }
    if (Read-Registry 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending' '') { 'ComponentBasedServicing' }
    $renames = Read-Registry 'SYSTEM\CurrentControlSet\Control\Session Manager' 'PendingFileRenameOperations'
    if ($null -ne $renames -and @($renames).Length -gt 0) { 'PendingFileRenameOperations' }
}

function Get-Wmi([string] $Query) {
    $step.Name = 'wmi'
    $services = (New-UpdateObject 'WbemScripting.SWbemLocator').ConnectServer('.', 'root\cimv2')
    foreach ($item in $services.ExecQuery($Query)) { $item }
}
