using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PatchWindow.Console;

/// <summary>Asks for values by name: what a cmdlet does for mandatory parameters that nobody gave.</summary>
internal sealed class Fields(Screen screen, Answers answers, Func<string, PSCredential> askForCredential)
{
    public Dictionary<string, PSObject> Ask(string caption, string message, Collection<FieldDescription> fields)
    {
        foreach (var line in new[] { caption, message }.Where(l => !string.IsNullOrEmpty(l)))
            screen.WriteLine(line);
        return fields.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Ask(field)));
    }

    private object Ask(FieldDescription field)
    {
        if (!string.IsNullOrWhiteSpace(field.HelpMessage))
            screen.WriteLine($"{field.Name}: {field.HelpMessage}");

        // Types of modules may be known by assembly and name only, or not at all where the engine asks for another one.
        var type = Type.GetType(field.ParameterAssemblyFullName)
            ?? (LanguagePrimitives.TryConvertTo<Type>(field.ParameterTypeFullName, out var known) ? known : null)
            ?? typeof(string);
        if (type == typeof(SecureString))
            return answers.ReadSecret($"{field.Name}: ", field.Name);
        if (type == typeof(PSCredential))
            return askForCredential(field.Name);
        return type.IsArray || typeof(IList).IsAssignableFrom(type)
            ? AskForList(field.Name, type.GetElementType() ?? typeof(object))
            : AskForOne(field.Name, type, $"{field.Name}: ")!;
    }

    private Array AskForList(string name, Type element)
    {
        var values = new List<object?>();
        while (AskForOne(name, element, $"{name}[{values.Count}]: ", emptyEnds: true) is { } value)
            values.Add(value);
        var array = Array.CreateInstance(element, values.Count);
        for (var i = 0; i < values.Count; i++)
            array.SetValue(values[i], i);
        return array;
    }

    private object? AskForOne(string name, Type type, string prompt, bool emptyEnds = false)
    {
        while (true)
        {
            var answer = answers.Read(prompt, name);
            if (emptyEnds && answer.Length == 0)
                return null;
            try
            {
                return LanguagePrimitives.ConvertTo(answer, type, System.Globalization.CultureInfo.CurrentCulture);
            }
            // A person can try again; a pipe would only give the next question's answer to this one.
            catch (PSInvalidCastException e) when (screen.InputIsTerminal)
            {
                screen.WriteErrorLine(e.Message);
            }
        }
    }
}
