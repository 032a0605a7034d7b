using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PatchWindow.Core.Tests;

/// <summary>What an assembly refers to, read from its metadata: assemblies, types, and members as <c>Namespace.Type.Member</c>.</summary>
internal sealed class ReferencedTypes
{
    public ReferencedTypes(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        Assemblies = [.. metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))];
        Types = [.. metadata.TypeReferences.Select(h => Name(metadata, h))];
        Members =
        [
            .. metadata.MemberReferences
                .Select(metadata.GetMemberReference)
                .Where(m => m.Parent.Kind == HandleKind.TypeReference)
                .Select(m => Name(metadata, (TypeReferenceHandle)m.Parent) + "." + metadata.GetString(m.Name)),
        ];
    }

    public string[] Assemblies { get; }

    public string[] Types { get; }

    public string[] Members { get; }

    private static string Name(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
    }
}
