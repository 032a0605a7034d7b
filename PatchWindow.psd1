@{
    RootModule             = 'PatchWindow.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5b7f6c0e-3d1a-4c52-9a57-8f2f6b1f0c11'
    Author                 = 'The PatchWindow founders'
    CompanyName            = 'PatchWindow'
    Copyright              = '(c) 2026 the PatchWindow founders. MIT licence.'
    Description            = 'Patch maintenance windows: write down once when each group of hosts may be patched; PatchWindow computes the windows, decides patch by patch what happens and says why, and applies what is due.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    RequiredAssemblies     = @('PatchWindow.Contracts.dll')
    FormatsToProcess       = @('Views/Window.Format.ps1xml', 'Views/Policy.Format.ps1xml', 'Views/PendingPatch.Format.ps1xml', 'Views/Deferral.Format.ps1xml', 'Views/Approval.Format.ps1xml', 'Views/StepResult.Format.ps1xml', 'Views/Run.Format.ps1xml', 'Views/Finding.Format.ps1xml', 'Views/Plan.Format.ps1xml')
    TypesToProcess         = @('Views/PatchWindow.Types.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Approve-PendingPatch'
        'ConvertFrom-PatchSchedule'
        'ConvertTo-PatchSchedule'
        'Deny-PendingPatch'
        'Get-PatchApproval'
        'Get-PatchDeferral'
        'Get-PatchHost'
        'Get-PatchPlan'
        'Get-PatchPolicy'
        'Get-PatchRun'
        'Get-PatchWindow'
        'Get-PendingPatch'
        'Install-PendingPatch'
        'Invoke-PatchWindow'
        'Merge-PatchWindow'
        'New-PatchPolicy'
        'New-PatchSchedule'
        'Remove-PatchApproval'
        'Remove-PatchRun'
        'Repair-PatchHost'
        'Resume-PatchRun'
        'Resume-PendingPatch'
        'Start-PatchRunner'
        'Stop-PatchRun'
        'Suspend-PendingPatch'
        'Test-PatchHost'
        'Test-PatchPolicy'
        'Test-PatchWindow'
        'Wait-PatchWindow'
    )
    VariablesToExport      = @()
    AliasesToExport        = @('Defer-PendingPatch')
    PrivateData            = @{
        PSData = @{
            Tags         = @('Patch', 'Patching', 'MaintenanceWindow', 'Update', 'WindowsUpdate', 'apt', 'Linux', 'Windows', 'PSEdition_Core', 'PSEdition_Desktop')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
