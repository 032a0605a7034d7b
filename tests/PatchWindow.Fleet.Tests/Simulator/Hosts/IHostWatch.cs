namespace PatchWindow.Fleet.Tests.Simulator.Hosts;

/// <summary>Whoever is to know what happens on hosts.</summary>
internal interface IHostWatch
{
    /// <summary>A host is asked to begin a step; it has not decided yet whether it does.</summary>
    void AskedToBegin(SimulatedHost host, string step);

    /// <summary>A host reboots because it was told to.</summary>
    void ToldToReboot(SimulatedHost host);
}
