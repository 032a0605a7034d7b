# All that the scripts ask of Windows itself. It is in functions of its own so that a test can put others in their place by aliases,
# which PowerShell resolves before functions. .NET and COM only: no module needs to be loaded, whatever the execution policy says.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function New-UpdateObject([string] $ProgId) {
    [Activator]::CreateInstance([Type]::GetTypeFromProgID($ProgId, $true))
}

function Test-Administrator {
    $principal = [Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

# Below HKEY_LOCAL_MACHINE. Null where there is no such key or value; with no name, whether the key is there.
function Read-Registry([string] $Path, [string] $Name) {
    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($Path)
    if ($null -eq $key) { return $null }
    if ($Name -eq '') { return $true }
    $key.GetValue($Name)
}

# Where only administrators write, unlike ProgramData; and from where AppLocker's default rules run scripts.
function Get-StateFolder {
    [IO.Path]::Combine([Environment]::GetFolderPath('Windows'), 'PatchWindow')
}

# Windows Update Agent downloads and installs nothing for a session that came over the network.
function Test-RemoteSession {
    $null -ne $ExecutionContext.SessionState.PSVariable.Get('PSSenderInfo')
}

function Wait-Moment {
    [Threading.Thread]::Sleep(1000)
}
