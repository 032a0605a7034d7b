using System.Management.Automation;

namespace Sample;

// Not public, so no cmdlet to the engine and none to the help.
[Cmdlet("Sow", "Crop")]
internal sealed class SowCropCmdlet : SampleCmdlet;
